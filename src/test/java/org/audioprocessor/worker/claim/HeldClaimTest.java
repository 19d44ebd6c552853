package org.audioprocessor.worker.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.testing.SettableClock;
import org.audioprocessor.worker.WorkerFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldClaimTest {
  private static final Duration LEASE = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock();
  private WorkerFixture work;
  private HeldClaim held;

  @BeforeEach
  void claim() throws Exception {
    work = new WorkerFixture(folder);
    work.queue.add(new Upload("a", "a.wav"));
    held =
        new HeldClaim(
            work.queue.claim("me", LEASE).orElseThrow(),
            work.queue,
            LEASE,
            clock,
            clock.instant(),
            () -> true);
  }

  @AfterEach
  void close() throws Exception {
    work.close();
  }

  private void isRefused(FailureKind kind) {
    assertThatExceptionOfType(ProcessingException.class)
        .isThrownBy(held::check)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @Test
  void theHeartIsDueAfterAThirdOfTheLease() throws Exception {
    assertThat(held.isDue()).isFalse();
    clock.advance(Duration.ofSeconds(20));
    assertThat(held.isDue()).isTrue();
    held.renew();
    assertThat(held.isDue()).isFalse();
  }

  @Test
  void nothingIsPublished45SecondsAfterTheLastConfirmation() throws Exception {
    clock.advance(Duration.ofMillis(44_999));
    assertThatCode(held::check).doesNotThrowAnyException();
    clock.advance(Duration.ofMillis(1));
    isRefused(FailureKind.DATABASE_AWAY);
    held.renew();
    assertThatCode(held::check).doesNotThrowAnyException();
  }

  @Test
  void aClaimThatCouldNotBeRenewedInTimeEndsItsRunWithoutBlamingTheTrack() {
    clock.advance(Duration.ofSeconds(44));
    held.cancelIfStale();
    assertThat(held.cancel().getAsBoolean()).isFalse();
    clock.advance(Duration.ofSeconds(1));
    held.cancelIfStale();
    assertThatExceptionOfType(ProcessingException.class)
        .isThrownBy(() -> held.cancel().check())
        .satisfies(e -> assertThat(e.kind()).isEqualTo(FailureKind.DATABASE_AWAY));
  }

  @Test
  void aRenewalThatIsRefusedEndsTheRun() throws QueueException {
    work.sql("UPDATE Uploads SET processing_status = '0'");
    held.renew();
    assertThatExceptionOfType(ProcessingException.class)
        .isThrownBy(() -> held.cancel().check())
        .satisfies(e -> assertThat(e.kind()).isEqualTo(FailureKind.LEASE_LOST));
  }

  @Test
  void aRowThatWasSetBackOrDeletedMayNotBePublished() {
    work.sql("UPDATE Uploads SET processing_status = '0'");
    isRefused(FailureKind.LEASE_LOST);
    work.sql("UPDATE Uploads SET processing_status = 'processing'");
    assertThatCode(held::check).doesNotThrowAnyException();
    work.sql("DELETE FROM Uploads");
    isRefused(FailureKind.LEASE_LOST);
  }

  /** A track of six hours has thousands of segments. */
  @Test
  void aSegmentIsStoredWithoutAskingTheDatabaseWhileTheClaimIsYoung() throws Exception {
    work.sql("DELETE FROM Uploads");
    assertThatCode(held::checkBeforeSegment).doesNotThrowAnyException();
    clock.advance(Duration.ofSeconds(45));
    assertThatExceptionOfType(ProcessingException.class)
        .isThrownBy(held::checkBeforeSegment)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(FailureKind.DATABASE_AWAY));
  }

  @Test
  void noRequestIsSent45SecondsAfterTheLastConfirmation() throws Exception {
    clock.advance(Duration.ofSeconds(44));
    assertThat(held.maySendAfter(Duration.ofMillis(1))).isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(held.maySendAfter(Duration.ofMillis(1))).isFalse();
    assertThat(held.afterPublication().maySendAfter(Duration.ZERO)).isFalse();
  }

  @Test
  void whoCancelsEndsTheBackOffOfARequest() throws Exception {
    assertThat(held.cancelByPerson()).isTrue();
    assertThat(held.maySendAfter(Duration.ofDays(1))).isFalse();
    assertThat(held.afterPublication().maySendAfter(Duration.ofDays(1))).isFalse();
  }

  @Test
  void theRemainingWritesAfterThePublicationIgnoreACancellation() throws Exception {
    assertThat(held.cancelByPerson()).isTrue();
    assertThat(held.afterPublication().maySendAfter(Duration.ZERO)).isTrue();
  }

  @Test
  void aWorkerThatIsStoppedWhileItPublishesDoesNotOutlastAnOutage() throws Exception {
    held.beginPublication();
    assertThat(held.outlastsOutage()).isTrue();
    held.stop();
    assertThat(held.maySendAfter(Duration.ZERO)).isTrue();
    assertThat(held.outlastsOutage()).isFalse();
  }

  @Test
  void aSecondCancelIsAnsweredAsTheFirst() {
    assertThat(held.cancelByPerson()).isTrue();
    assertThat(held.cancelByPerson()).isTrue();
    assertThat(held.cancelledByPerson()).isTrue();
  }

  @Test
  void aCancelThatComesAfterTheVerdictIsRefused() {
    assertThat(held.judgedAsCancelled()).isFalse();
    assertThat(held.cancelByPerson()).isFalse();
  }

  @Test
  void whoCancelledStays() {
    assertThat(held.cancelByPerson()).isTrue();
    assertThat(held.cancelledByPerson()).isTrue();
    isRefused(FailureKind.CANCELLED);
    assertThatCode(held::requireHeld).doesNotThrowAnyException();
  }
}
