package org.audioprocessor.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.audioprocessor.health.WorkerMetrics;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.RunContext;
import org.audioprocessor.queue.ClaimAnswer;
import org.audioprocessor.queue.MonotonicClock;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Result;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.generation.Generation.GenerationTry;
import org.audioprocessor.testing.Patience;
import org.audioprocessor.worker.WorkerEvent.TrackBackedOff;
import org.audioprocessor.worker.WorkerEvent.TrackPublished;
import org.audioprocessor.worker.WorkerEvent.UploadRefused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerPoolTest {
  private static final byte[] SHOPPING_LIST =
      "This is a shopping list.\n".repeat(200).getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;
  private WorkerFixture work;

  @BeforeEach
  void open() throws Exception {
    work = new WorkerFixture(folder);
  }

  @AfterEach
  void close() throws Exception {
    work.close();
  }

  /** Ends when the run is asked to stop, as a decoder does. */
  private static void untilCancelled(RunContext context) throws ProcessingException {
    while (true) {
      context.cancel().check();
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void allThatWaitIsPublishedAndWhatIsNoAudioFailsWithASentence() throws Exception {
    work.tone("a.wav");
    work.tone("b.wav");
    work.upload("list.mp3", SHOPPING_LIST);
    assertThat(work.processAll()).isEqualTo(new Tally(2, 1, 0, null));
    assertThat(work.row("a.wav").status()).isEqualTo(UploadStatus.COMPLETED);
    assertThat(work.isPublished("a")).isTrue();
    assertThat(work.isPublished("b")).isTrue();
    assertThat(work.row("list.mp3").status()).isEqualTo(UploadStatus.FAILED);
    assertThat(work.row("list.mp3").errorMessage()).isNotBlank().doesNotContain("Exception");
    assertThat(work.isRaw("list.mp3")).isFalse();
    assertThat(work.isFailed("list.mp3")).isTrue();
    assertThat(work.hasTemporaryFiles()).isFalse();
    assertThat(work.queue.generations().current("a").orElseThrow().id())
        .isEqualTo(new GenerationTry("a", 1, 0));
  }

  @Test
  void theTimeFromUploadToPublicationIsAMetric() throws Exception {
    work.tone("a.wav");
    try (WorkerMetrics metrics = new WorkerMetrics()) {
      metrics.watchQueue(work.queue, new MonotonicClock());
      try (WorkerPool pool =
          WorkerPool.start(
              work.place(), new Workload.AllThatWait(), 1, WorkerFixture.settings(), metrics)) {
        assertThat(pool.await(Patience.LONGEST)).isTrue();
      }
      assertThat(metrics.text()).contains("audio_processor_upload_to_published_seconds_count 1");
    }
  }

  @Test
  void whatAPublishedTrackMeasuresIsShownInLists() throws Exception {
    work.tone("a.wav");
    work.processAll();

    Result result = requireNonNull(work.row("a.wav").completion()).result();
    assertThat(requireNonNull(result.outputLufs())).isBetween(-14.5, -13.5);
    assertThat(result.inputLufs()).isNotNull().isNotEqualTo(result.outputLufs());
    assertThat(requireNonNull(result.truePeakDbtp())).isLessThan(0);
    assertThat(requireNonNull(result.durationSeconds())).isPositive();
    assertThat(requireNonNull(result.metadataKey())).endsWith("/a/generations/g0001/metadata.json");
    assertThat(work.store.head(result.metadataKey())).isPresent();
  }

  @Test
  void aRetryFindsTheFileUnderTheFailedPrefixAndSuccessMovesItBack() throws Exception {
    work.tone("a.wav");
    work.runs.before =
        (name, context) -> {
          throw new ProcessingException(FailureKind.CORRUPT, "The file is damaged.");
        };
    work.processAll();
    assertThat(work.isFailed("a.wav")).isTrue();
    assertThat(work.isRaw("a.wav")).isFalse();
    work.runs.before = (name, context) -> {};
    assertThat(work.queue.retry("a.wav")).isTrue();
    assertThat(work.processAll().succeeded()).isEqualTo(1);
    assertThat(work.isFailed("a.wav")).isFalse();
    assertThat(work.isRaw("a.wav")).isTrue();
    assertThat(work.row("a.wav").errorMessage()).isNull();
  }

  @Test
  void aFileThatAnotherUploadStillNeedsIsNotMovedAway() throws Exception {
    work.upload("list.mp3", SHOPPING_LIST);
    work.queue.add(new Upload("second", "list.mp3"));
    try (WorkerPool pool = work.start(new Workload.These(List.of("list.mp3")), 1)) {
      assertThat(pool.await(Patience.LONGEST)).isTrue();
    }
    assertThat(work.row("list.mp3").status()).isEqualTo(UploadStatus.FAILED);
    assertThat(work.isRaw("list.mp3")).isTrue();
    work.processAll();
    assertThat(work.row("second").status()).isEqualTo(UploadStatus.FAILED);
    assertThat(work.isRaw("list.mp3")).isFalse();
    assertThat(work.isFailed("list.mp3")).isTrue();
  }

  @Test
  void whatMayPassIsTriedFiveTimesAndThenFails() throws Exception {
    work.tone("a.wav");
    work.runs.before =
        (name, context) -> {
          throw new IllegalStateException("a fault of the program");
        };
    assertThat(work.processAll()).isEqualTo(new Tally(0, 1, 0, null));
    assertThat(work.runs.runs).hasValue(5);
    assertThat(work.heard(TrackBackedOff.class)).hasSize(4);
    assertThat(work.row("a.wav").errorMessage())
        .contains("tried 5 times")
        .doesNotContain("IllegalState");
    assertThat(work.isFailed("a.wav")).isTrue();
  }

  @Test
  void aRunThatBreaksOffAfterItsSwitchBeganIsContinuedByTheNext() throws Exception {
    work.tone("a.wav");
    work.runs.after =
        (name, context) -> {
          if (work.runs.runs.get() == 1) {
            throw new ProcessingException(FailureKind.STALLED, "It stood still.");
          }
        };
    assertThat(work.processAll().succeeded()).isEqualTo(1);
    assertThat(work.queue.generations().current("a").orElseThrow().id())
        .isEqualTo(new GenerationTry("a", 1, 0));
  }

  @Test
  void chosenUploadsAreProcessedAndNoOthersAndRefusalsSayWhy() throws Exception {
    work.tone("a.wav");
    work.tone("b.wav");
    List<String> wanted = List.of("a.wav", "nobody");
    try (WorkerPool pool = work.start(new Workload.These(wanted), 2)) {
      assertThat(pool.await(Patience.LONGEST)).isTrue();
      assertThat(pool.tally()).isEqualTo(new Tally(1, 0, 1, null));
    }
    assertThat(work.row("b.wav").status()).isEqualTo(UploadStatus.WAITING);
    UploadRefused refused = work.heard(UploadRefused.class).getFirst();
    assertThat(refused.uploadId()).isEqualTo("nobody");
    assertThat(refused.answer().reason()).isEqualTo(ClaimAnswer.Reason.UNKNOWN);
  }

  @Test
  void twoUploadsOfOneTrackAreWorkedOnOneAfterTheOther() throws Exception {
    work.tone("a.wav");
    work.queue.add(new Upload("again", "a.wav"));
    try (WorkerPool pool = work.start(new Workload.These(List.of("a.wav", "again")), 2)) {
      assertThat(pool.await(Patience.LONGEST)).isTrue();
      assertThat(pool.tally().succeeded()).isEqualTo(2);
    }
    assertThat(work.runs.mostAtOnce).hasValue(1);
    assertThat(work.queue.generations().current("a").orElseThrow().id().generation()).isEqualTo(2);
  }

  @Test
  void drainingFinishesWhatRunsAndClaimsNoMore() throws Exception {
    work.tone("a.wav");
    work.tone("b.wav");
    CountDownLatch mayGoOn = new CountDownLatch(1);
    work.runs.before = (name, context) -> waitFor(mayGoOn);
    try (WorkerPool pool = work.start(new Workload.UntilStopped(), 1)) {
      await().until(() -> work.runs.runs.get() == 1);
      pool.drain();
      mayGoOn.countDown();
      assertThat(pool.await(Patience.LONGEST)).isTrue();
      assertThat(pool.tally()).isEqualTo(new Tally(1, 0, 0, null));
    }
    assertThat(work.queue.counts().get(UploadStatus.WAITING)).isEqualTo(1);
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      assertThat(latch.await(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Instant leaseUntil(String uploadId) throws QueueException {
    return requireNonNull(requireNonNull(work.row(uploadId).lease()).expiresAt());
  }

  /** Without the renewal another worker would take the track over. Each renewal sets the lease. */
  @Test
  void theHeartBeatsWhileThePoolDrains() throws Exception {
    work.tone("a.wav");
    work.lease = Duration.ofSeconds(3);
    CountDownLatch mayGoOn = new CountDownLatch(1);
    work.runs.before = (name, context) -> waitFor(mayGoOn);
    try (WorkerPool pool = work.start(new Workload.UntilStopped(), 1)) {
      await().until(() -> work.runs.runs.get() == 1);
      pool.drain();
      work.sql(
          "UPDATE audio_processor_lease SET expires_at = CURRENT_TIMESTAMP(6)"
              + " + INTERVAL '2' HOUR");
      Instant inAnHour = Instant.now().plus(Duration.ofHours(1));
      await().until(() -> leaseUntil("a.wav").isBefore(inAnHour));
      mayGoOn.countDown();
      assertThat(pool.await(Patience.LONGEST)).isTrue();
    }
  }

  @Test
  void stoppingGivesBackWhatRunsAsIfItHadNotBeenTaken() throws Exception {
    work.tone("a.wav");
    work.runs.before = (name, context) -> untilCancelled(context);
    try (WorkerPool pool = work.start(new Workload.UntilStopped(), 1)) {
      await().until(() -> work.runs.runs.get() == 1);
      pool.stop();
      assertThat(pool.await(Duration.ZERO)).isTrue();
    }
    assertThat(work.row("a.wav").status()).isEqualTo(UploadStatus.WAITING);
    assertThat(work.row("a.wav").attempts()).isZero();
    assertThat(work.queue.claim("another", WorkerFixture.LEASE)).isPresent();
  }

  @Test
  void aCancelledUploadStaysInItsBackOffUntilItIsRetried() throws Exception {
    work.tone("a.wav");
    work.runs.before = (name, context) -> untilCancelled(context);
    try (WorkerPool pool = work.start(new Workload.AllThatWait(), 1)) {
      await().until(() -> work.runs.runs.get() == 1);
      assertThat(pool.cancel("nobody")).isFalse();
      assertThat(pool.cancel("a.wav")).isTrue();
      assertThat(pool.await(Patience.LONGEST)).isTrue();
    }
    assertThat(work.row("a.wav").errorMessage()).startsWith("Cancelled.");
    assertThat(work.queue.claim("another", WorkerFixture.LEASE)).isEmpty();
    work.runs.before = (name, context) -> {};
    assertThat(work.queue.retry("a.wav")).isTrue();
    assertThat(work.processAll().succeeded()).isEqualTo(1);
  }

  @Test
  void aPoolCanGrowAndShrinkWhileItRuns() throws Exception {
    for (int i = 0; i < 3; i++) {
      work.tone("t" + i + ".wav");
    }
    CountDownLatch mayGoOn = new CountDownLatch(1);
    work.runs.before = (name, context) -> waitFor(mayGoOn);
    try (WorkerPool pool = work.start(new Workload.AllThatWait(), 1)) {
      await().until(() -> work.runs.runs.get() == 1);
      pool.resize(3);
      await().until(() -> work.runs.runs.get() == 3);
      pool.resize(1);
      mayGoOn.countDown();
      assertThat(pool.await(Patience.LONGEST)).isTrue();
      assertThat(pool.tally().succeeded()).isEqualTo(3);
    }
    assertThat(work.heard(TrackPublished.class)).hasSize(3);
  }
}
