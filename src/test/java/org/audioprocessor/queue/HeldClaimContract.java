package org.audioprocessor.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.audioprocessor.queue.Attempt.Outcome;
import org.audioprocessor.queue.ClaimAnswer.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

abstract class HeldClaimContract extends QueueContract {
  private static final Duration REST = Duration.ofMinutes(5);

  @Test
  void aRenewedLeaseIsNotReclaimed() throws QueueException {
    Claim claim = working("a", "Song.mp3");
    db.expire(claim);

    assertThat(queue.renew(claim, QueueFixture.LEASE)).isTrue();

    assertThat(queue.reclaimExpired(3)).isEmpty();
    assertThat(queue.isStillHeld(claim)).isTrue();
  }

  @Test
  void aLeaseLastsAsLongAsAskedFor() throws QueueException {
    Claim claim = working("a", "Song.mp3");
    queue.renew(claim, Duration.ofMillis(90_500));

    long milliseconds =
        Duration.between(
                java.time.Instant.now(),
                java.util.Objects.requireNonNull(
                    java.util.Objects.requireNonNull(row("a").lease()).expiresAt()))
            .toMillis();
    assertThat(milliseconds).isBetween(60_000L, 95_000L);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"0", "completed", "failed", "archived"})
  void aRowThatWasChangedByHandRefusesItsHolder(@Nullable String status) throws QueueException {
    Claim claim = working("a", "Song.mp3");
    db.setStatus("a", status);

    assertEverythingIsRefused(claim);

    assertThat(row("a").statusText()).isEqualTo(status);
    assertThat(row("a").errorMessage()).isNull();
  }

  @Test
  void aRowThatWasDeletedByHandRefusesItsHolder() throws QueueException {
    Claim claim = working("a", "Song.mp3");
    db.sql("DELETE FROM Uploads");

    assertEverythingIsRefused(claim);

    assertThat(queue.get("a")).isEmpty();
  }

  @Test
  void aRowSetBackByHandCanBeClaimedAtOnceAndFencesItsHolderOff() throws QueueException {
    Claim first = working("a", "Song.mp3");
    db.setStatus("a", "0");

    Claim second = anyClaim().orElseThrow();

    assertThat(second.token()).isGreaterThan(first.token());
    assertEverythingIsRefused(first);
    assertThat(queue.isStillHeld(second)).isTrue();
    assertThat(outcomes("a")).containsExactly(null, Outcome.WITHDRAWN);
  }

  @Test
  void aFrozenWorkersLateWritesChangeNothingWhileAnotherWorks() throws QueueException {
    Claim frozen = working("a", "Song.mp3");
    db.expire(frozen);
    queue.reclaimExpired(3);
    Claim other = anyClaim().orElseThrow();

    assertEverythingIsRefused(frozen);

    assertThat(queue.isStillHeld(other)).isTrue();
    assertThat(row("a").status()).isEqualTo(UploadStatus.PROCESSING);
  }

  @Test
  void aFrozenWorkersLateWritesChangeNothingAfterAnotherCompleted() throws QueueException {
    Claim frozen = working("a", "Song.mp3");
    db.expire(frozen);
    queue.reclaimExpired(3);
    queue.completed(anyClaim().orElseThrow(), null, "{}", Result.UNKNOWN);

    assertEverythingIsRefused(frozen);

    assertThat(row("a").status()).isEqualTo(UploadStatus.COMPLETED);
    assertThat(outcomes("a")).containsExactly(Outcome.COMPLETED, Outcome.LOST);
  }

  @Test
  void theSameOutcomeCannotBeWrittenTwice() throws QueueException {
    Claim claim = working("a", "Song.mp3");

    assertThat(queue.completed(claim, null, "{}", Result.UNKNOWN)).isTrue();
    assertThat(queue.completed(claim, null, "{}", Result.UNKNOWN)).isFalse();
    assertThat(queue.failed(claim, "permanent", "No.")).isFalse();
  }

  @Test
  void aFailureSaysWhyInOneLine() throws QueueException {
    Claim claim = working("a", "Song.mp3");

    queue.failed(claim, "permanent", "Not audio:\nline two\u0000\u202e end");

    assertThat(row("a").status()).isEqualTo(UploadStatus.FAILED);
    assertThat(row("a").errorMessage()).isEqualTo("Not audio: line two\\u{0}\\u{202e} end");
    assertThat(queue.history("a").getFirst().ending().kind()).isEqualTo("permanent");
    assertThat(anyClaim()).isEmpty();
  }

  @Test
  void aLongFailureIsClipped() throws QueueException {
    queue.failed(working("a", "Song.mp3"), "permanent", "é".repeat(5000));

    assertThat(row("a").errorMessage()).hasSize(1000).endsWith("é…");
  }

  @Test
  void anUploadRestsAfterATransientFailure() throws QueueException {
    Claim claim = working("a", "Song.mp3");

    queue.retryLater(claim, "transient", "The bucket hesitated.", REST);

    assertThat(row("a").status()).isEqualTo(UploadStatus.WAITING);
    assertThat(row("a").errorMessage()).isEqualTo("The bucket hesitated.");
    assertThat(anyClaim()).isEmpty();
    db.endRest("a");
    assertThat(anyClaim().orElseThrow().attempt()).isEqualTo(2);
  }

  @Test
  void aReleasedUploadIsClaimableAtOnceAndItsAttemptIsNotCounted() throws QueueException {
    Claim first = working("a", "Song.mp3");

    queue.release(first);
    Claim second = claimed("a");

    assertThat(second.attempt()).isEqualTo(1);
    assertThat(second.token()).isGreaterThan(first.token());
  }

  @Test
  void attemptsStartOverAfterAFinalOutcomeButTheTokenOnlyRises() throws QueueException {
    Claim first = working("a", "Song.mp3");
    queue.retryLater(first, "transient", "The bucket hesitated.", Duration.ZERO);
    Claim second = claimed("a");
    queue.failed(second, "permanent", "Not audio.");
    db.setStatus("a", "0");
    Claim third = claimed("a");
    queue.completed(third, null, "{}", Result.UNKNOWN);

    assertThat(row("a").attempts()).isZero();
    assertThat(List.of(first.attempt(), second.attempt(), third.attempt()))
        .containsExactly(1, 2, 1);
    assertThat(List.of(first.token(), second.token(), third.token())).containsExactly(1L, 2L, 3L);
    assertThat(outcomes("a")).containsExactly(Outcome.COMPLETED, Outcome.FAILED, Outcome.RETRY);
  }

  @Test
  void historyKeepsOwnerTimesAndDetail() throws QueueException {
    Claim claim = working("a", "Song.mp3");
    assertThat(queue.history("a").getFirst().ending().endedAt()).isNull();

    queue.completed(claim, null, "{\"integratedLufs\":-14.0}", Result.UNKNOWN);

    Attempt attempt = queue.history("a").getFirst();
    assertThat(attempt.owner()).isEqualTo("worker");
    assertThat(attempt.ending().detail()).isEqualTo("{\"integratedLufs\":-14.0}");
    assertThat(attempt.ending().endedAt()).isAfterOrEqualTo(attempt.startedAt());
  }

  @Test
  void theTrackIsFreeAfterEveryEnding() throws QueueException {
    queue.add(new Upload("b", "Song.mp3"));
    queue.release(working("a", "Song.flac"));
    assertTrackIsFreeFor("b");
    queue.retryLater(claimed("a"), "transient", "Later.", Duration.ZERO);
    assertTrackIsFreeFor("b");
    queue.failed(claimed("a"), "permanent", "No.");
    assertTrackIsFreeFor("b");
  }

  private void assertTrackIsFreeFor(String uploadId) throws QueueException {
    queue.release(claimed(uploadId));
  }

  private void assertEverythingIsRefused(Claim claim) throws QueueException {
    assertThat(queue.isStillHeld(claim)).isFalse();
    assertThat(queue.renew(claim, QueueFixture.LEASE)).isFalse();
    assertThat(queue.completed(claim, null, "{}", Result.UNKNOWN)).isFalse();
    assertThat(queue.failed(claim, "permanent", "No.")).isFalse();
    assertThat(queue.retryLater(claim, "transient", "Later.", REST)).isFalse();
    assertThat(queue.release(claim)).isFalse();
    assertThat(queue.generations().begin(claim)).isEmpty();
  }

  private List<@Nullable Outcome> outcomes(String uploadId) throws QueueException {
    return queue.history(uploadId).stream()
        .<@Nullable Outcome>map(attempt -> attempt.ending().outcome())
        .toList();
  }

  @Test
  void aRestingUploadOfAFreeTrackIsNotDue() throws QueueException {
    queue.retryLater(working("a", "Song.mp3"), "transient", "Later.", REST);

    assertThat(refused("a").reason()).isEqualTo(Reason.NOT_DUE);
  }
}
