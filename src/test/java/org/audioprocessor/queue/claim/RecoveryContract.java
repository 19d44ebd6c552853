package org.audioprocessor.queue.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.ClaimAnswer.Recovered;
import org.audioprocessor.queue.QueueContract;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.QueueFixture;
import org.audioprocessor.queue.Result;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

public abstract class RecoveryContract extends QueueContract {

  @Test
  void anExpiredLeasePutsItsUploadBackInTheQueue() throws QueueException {
    Claim claim = working("a", "Song.mp3");
    Claim living = working("b", "Other.mp3");
    db.expire(claim);

    assertThat(queue.reclaimExpired(3))
        .containsExactly(new Recovered("a", "worker", Recovered.Outcome.WAITING_AGAIN));

    assertThat(claimed("a").attempt()).isEqualTo(2);
    assertThat(queue.isStillHeld(living)).isTrue();
  }

  @Test
  void anUploadThatLosesItsWorkerThreeTimesFails() throws QueueException {
    queue.add(new Upload("a", "Song.mp3"));
    for (int claims = 0; claims < 3; claims++) {
      db.expire(claimed("a"));
      queue.reclaimExpired(3);
    }

    assertThat(row("a").status()).isEqualTo(UploadStatus.FAILED);
    assertThat(row("a").errorMessage()).contains("3 times").endsWith("then retry.");
    assertThat(queue.retry("a")).isTrue();
    db.expire(claimed("a"));
    assertThat(queue.reclaimExpired(3).getFirst().outcome())
        .isEqualTo(Recovered.Outcome.WAITING_AGAIN);
  }

  @Test
  void howManyLostClaimsFailAnUploadMayBeSaid() throws QueueException {
    queue.add(new Upload("a", "Song.mp3"));
    db.expire(claimed("a"));

    assertThat(queue.reclaimExpired(1).getFirst().outcome()).isEqualTo(Recovered.Outcome.FAILED);
    assertThat(row("a").errorMessage()).contains("without a result once while");
  }

  @Test
  void triesThatEndedWithAnOutcomeDoNotCountAsLost() throws QueueException {
    queue.add(new Upload("a", "Song.mp3"));
    for (int claims = 0; claims < 4; claims++) {
      queue.retryLater(claimed("a"), "transient", "Later.", Duration.ZERO);
    }
    db.expire(claimed("a"));

    assertThat(queue.reclaimExpired(3).getFirst().outcome())
        .isEqualTo(Recovered.Outcome.WAITING_AGAIN);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"0", "completed", "archived"})
  void aLeaseWhoseRowSaysAnythingElseIsOnlyEnded(@Nullable String status) throws QueueException {
    Claim claim = working("a", "Song.mp3");
    db.setStatus("a", status);
    db.expire(claim);

    assertThat(queue.reclaimExpired(3))
        .containsExactly(new Recovered("a", "worker", Recovered.Outcome.LEASE_ENDED));

    assertThat(row("a").statusText()).isEqualTo(status);
    assertThat(queue.reclaimExpired(3)).isEmpty();
  }

  @Test
  void theTrackOfADeletedUploadIsFreeAgain() throws QueueException {
    Claim claim = working("a", "Song.mp3");
    queue.add(new Upload("b", "Song.flac"));
    db.sql("DELETE FROM Uploads WHERE upload_id = 'a'");
    assertThat(anyClaim()).isEmpty();
    db.expire(claim);

    queue.reclaimExpired(3);

    assertThat(anyClaim().orElseThrow().uploadId()).isEqualTo("b");
  }

  @Test
  void aLockedRowIsRecoveredLater() throws QueueException, SQLException {
    db.expire(working("a", "Song.mp3"));
    try (Connection other = db.dataSource().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("SELECT upload_id FROM Uploads WHERE upload_id = 'a' FOR UPDATE");
      assertThat(queue.reclaimExpired(3)).isEmpty();
      other.rollback();
      other.setAutoCommit(true);
    }

    assertThat(queue.reclaimExpired(3)).hasSize(1);
  }

  @Test
  void moreExpiredLeasesThanABatchAreAllReclaimed() throws QueueException {
    db.waiting(70);
    while (anyClaim().isPresent()) {
      assertThat(row("u0")).isNotNull();
    }
    db.sql(
        "UPDATE audio_processor_lease SET expires_at = CURRENT_TIMESTAMP(6)"
            + " - INTERVAL '1' SECOND");

    assertThat(queue.reclaimExpired(3)).hasSize(70);
    assertThat(queue.counts()).containsEntry(UploadStatus.WAITING, 70L);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"processing", "archived"})
  void anUploadWithoutAClaimOfThisProgramCanBeTakenOver(@Nullable String status)
      throws QueueException {
    db.row("a", "Song.mp3", "track", status);

    assertThat(queue.takeOver("a")).isTrue();

    assertThat(claimed("a").attempt()).isEqualTo(1);
  }

  @Test
  void aPersonTakesOverFromADeadWorkerAndFencesItOff() throws QueueException {
    Claim dead = working("a", "Song.mp3");
    db.expire(dead);

    assertThat(queue.takeOver("a")).isTrue();

    assertThat(queue.renew(dead, QueueFixture.LEASE)).isFalse();
    assertThat(claimed("a").token()).isGreaterThan(dead.token());
    assertThat(queue.isStillHeld(dead)).isFalse();
  }

  @Test
  void aPersonCannotTakeOverFromALivingWorker() throws QueueException {
    Claim living = working("a", "Song.mp3");

    assertThat(queue.takeOver("a")).isFalse();
    assertThat(queue.isStillHeld(living)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "completed", "failed"})
  void aRowWithAKnownStatusIsNotTakenOver(String status) throws QueueException {
    db.row("a", "Song.mp3", "track", status);

    assertThat(queue.takeOver("a")).isFalse();
    assertThat(row("a").statusText()).isEqualTo(status);
  }

  @Test
  void aPersonsRetryClearsErrorAttemptsAndRest() throws QueueException {
    queue.failed(working("failed", "failed.mp3"), "permanent", "Not audio.");
    queue.retryLater(working("resting", "resting.mp3"), "transient", "Later.", Duration.ofHours(1));

    for (String uploadId : List.of("failed", "resting")) {
      assertThat(queue.retry(uploadId)).isTrue();
      assertThat(row(uploadId).status()).isEqualTo(UploadStatus.WAITING);
      assertThat(row(uploadId).errorMessage()).isNull();
      assertThat(claimed(uploadId).attempt()).isEqualTo(1);
    }
  }

  @Test
  void aPersonsRetryLeavesEverythingElseAlone() throws QueueException {
    Claim living = working("a", "Song.mp3");
    db.row("done", "done.mp3", "track", "completed");
    db.row("video", "clip.mp4", "video", "failed");

    assertThat(queue.retry("a")).isFalse();
    assertThat(queue.retry("done")).isFalse();
    assertThat(queue.retry("video")).isFalse();
    assertThat(queue.retry("nobody")).isFalse();
    assertThat(queue.isStillHeld(living)).isTrue();
  }

  @Test
  void aCompletedUploadIsReprocessedWhenAPersonSaysSo() throws QueueException {
    queue.completed(working("a", "Song.mp3"), null, "{}", Result.UNKNOWN);

    assertThat(queue.reprocess("a")).isTrue();
    assertThat(queue.reprocess("a")).isFalse();
    assertThat(claimed("a").attempt()).isEqualTo(1);
  }
}
