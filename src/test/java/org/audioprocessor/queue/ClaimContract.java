package org.audioprocessor.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.audioprocessor.queue.ClaimAnswer.Reason;
import org.audioprocessor.queue.list.UploadFilter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

abstract class ClaimContract extends QueueContract {

  @Test
  void aWaitingUploadIsClaimedAndShownAsProcessing() throws QueueException {
    queue.add(new Upload("a", "Song.flac"));
    db.sql("UPDATE Uploads SET error_message = 'old trouble'");

    Claim claim = anyClaim().orElseThrow();

    assertThat(claim.upload()).isEqualTo(new Upload("a", "Song.flac"));
    assertThat(claim.attempt()).isEqualTo(1);
    assertThat(row("a").status()).isEqualTo(UploadStatus.PROCESSING);
    assertThat(row("a").errorMessage()).isNull();
    assertThat(row("a").heldByAnotherSystem()).isFalse();
    assertThat(anyClaim()).isEmpty();
  }

  @Test
  void twoWorkersAlwaysGetTwoDifferentUploads() throws Exception {
    db.waiting(1000);
    CyclicBarrier together = new CyclicBarrier(2);
    Callable<List<String>> worker =
        () -> {
          List<String> got = new ArrayList<>();
          for (int round = 0; round < 40; round++) {
            together.await();
            got.add(anyClaim().orElseThrow().uploadId());
          }
          return got;
        };

    List<String> all = inParallel(2, worker);

    assertThat(all).hasSize(80).doesNotHaveDuplicates();
  }

  @Test
  void manyThreadsClaimEveryUploadExactlyOnce() throws Exception {
    db.waiting(200);
    Callable<List<String>> worker =
        () -> {
          List<String> got = new ArrayList<>();
          for (Optional<Claim> claim = anyClaim(); claim.isPresent(); claim = anyClaim()) {
            got.add(claim.get().uploadId());
            assertThat(queue.completed(claim.get(), null, "{}", Result.UNKNOWN)).isTrue();
          }
          return got;
        };

    List<String> all = inParallel(6, worker);

    assertThat(all).doesNotHaveDuplicates();
    assertThat(all).hasSize(200);
    assertThat(queue.counts()).containsEntry(UploadStatus.COMPLETED, 200L);
  }

  @Test
  void manyThreadsThatWantTheSameTrackWorkOnItOneAfterTheOther() throws Exception {
    for (int i = 0; i < 12; i++) {
      queue.add(new Upload("u" + i, "Song." + "x".repeat(i + 1)));
    }
    Callable<List<String>> worker =
        () -> {
          List<String> got = new ArrayList<>();
          Optional<Claim> claim = anyClaim();
          if (claim.isPresent()) {
            assertThat(db.number("SELECT COUNT(*) FROM audio_processor_lease WHERE active = 1"))
                .isEqualTo(1);
            got.add(claim.get().uploadId());
          }
          return got;
        };

    assertThat(inParallel(6, worker)).hasSize(1);
  }

  @Test
  void restingUploadsDoNotStarveANewOne() throws QueueException {
    db.waiting(200);
    for (Optional<Claim> claim = anyClaim(); claim.isPresent(); claim = anyClaim()) {
      queue.retryLater(claim.get(), "transient", "The bucket hesitated.", Duration.ofHours(1));
    }
    db.sql("UPDATE Uploads SET uploaded_at = TIMESTAMP '2020-01-01 00:00:00'");
    queue.add(new Upload("new", "new.mp3"));

    assertThat(anyClaim().orElseThrow().uploadId()).isEqualTo("new");
    assertThat(anyClaim()).isEmpty();
  }

  @Test
  void uploadsOfABusyTrackDoNotStarveOtherTracks() throws QueueException {
    for (int i = 0; i < 130; i++) {
      db.row("same" + i, "Same." + i, "track", "0");
    }
    db.sql("UPDATE Uploads SET uploaded_at = TIMESTAMP '2020-01-01 00:00:00'");
    claimed("same7");
    queue.add(new Upload("other", "Other.mp3"));

    assertThat(anyClaim().orElseThrow().uploadId()).isEqualTo("other");
  }

  @Test
  void aSecondUploadOfATrackWaitsUntilTheFirstIsDone() throws QueueException {
    Claim first = working("a", "Song.flac");
    queue.add(new Upload("b", "Song.mp3"));

    assertThat(anyClaim()).isEmpty();
    assertThat(refused("b").reason()).isEqualTo(Reason.TRACK_BUSY);
    assertThat(row("b").status()).isEqualTo(UploadStatus.WAITING);

    queue.completed(first, null, "{}", Result.UNKNOWN);
    assertThat(anyClaim().orElseThrow().uploadId()).isEqualTo("b");
  }

  @Test
  void upperAndLowerCaseAreDifferentTracks() throws QueueException {
    working("a", "Song.flac");
    working("b", "song.flac");

    assertThat(queue.counts()).containsEntry(UploadStatus.PROCESSING, 2L);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"processing", "completed", "failed", "archived", "", "00"})
  void onlyWaitingRowsAreClaimed(@Nullable String status) throws QueueException {
    db.row("a", "Song.mp3", "track", status);

    assertThat(anyClaim()).isEmpty();
    refused("a");

    assertThat(row("a").statusText()).isEqualTo(status);
    assertThat(queue.page(UploadFilter.ALL, null, 10).rows()).hasSize(1);
  }

  @Test
  void otherUploadTypesAreNeitherClaimedNorShown() throws QueueException {
    db.row("video", "clip.mp4", "video", "0");
    db.row("untyped", "song.mp3", null, "0");

    assertThat(refused("video").reason()).isEqualTo(Reason.NOT_A_TRACK);
    assertThat(anyClaim().orElseThrow().uploadId()).isEqualTo("untyped");
    assertThat(anyClaim()).isEmpty();
    assertThat(queue.page(UploadFilter.ALL, null, 10).rows()).hasSize(1);
    assertThat(queue.counts()).containsEntry(UploadStatus.WAITING, 0L);
  }

  @Test
  void anUploadWithoutATimeIsClaimed() throws QueueException {
    db.row("a", "Song.mp3", "track", "0");
    db.sql("UPDATE Uploads SET uploaded_at = NULL");

    assertThat(anyClaim()).isPresent();
  }

  @Test
  void aPickedUploadThatCannotBeClaimedSaysWhy() throws QueueException {
    working("held", "held.mp3");
    db.row("foreign", "foreign.mp3", "track", "processing");
    db.row("done", "done.mp3", "track", "completed");
    Claim tried = working("resting", "resting.mp3");
    queue.retryLater(tried, "transient", "The bucket hesitated.", Duration.ofMinutes(1));

    assertThat(refused("nobody").reason()).isEqualTo(Reason.UNKNOWN);
    assertThat(refused("held").reason()).isEqualTo(Reason.HELD_ELSEWHERE);
    assertThat(refused("foreign").reason()).isEqualTo(Reason.HELD_ELSEWHERE);
    assertThat(refused("done").reason()).isEqualTo(Reason.NOT_WAITING);
    assertThat(refused("done").status()).isEqualTo(UploadStatus.COMPLETED);
    assertThat(refused("resting").reason()).isEqualTo(Reason.NOT_DUE);
  }

  @Test
  void anUploadCannotBeAddedTwice() throws QueueException {
    queue.add(new Upload("a", "Song.mp3"));

    assertThat(
            org.assertj.core.api.Assertions.catchThrowableOfType(
                QueueException.class, () -> queue.add(new Upload("a", "Other.mp3"))))
        .extracting(QueueException::kind)
        .isEqualTo(QueueException.Kind.CONFLICT);
    assertThat(row("a").upload().fileName()).isEqualTo("Song.mp3");
  }

  private static List<String> inParallel(int threads, Callable<List<String>> work)
      throws Exception {
    List<String> all = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<List<String>>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(executor.submit(work));
      }
      for (Future<List<String>> one : running) {
        all.addAll(one.get());
      }
    }
    return all;
  }
}
