package org.audioprocessor.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.audioprocessor.queue.QueueFixture.Row;
import org.audioprocessor.queue.list.FailedUploads.FailedUpload;
import org.audioprocessor.queue.list.FailedUploads.FailureCluster;
import org.audioprocessor.queue.list.FailedUploads.FailureCluster.Cause;
import org.audioprocessor.queue.list.UploadFilter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Failed uploads by cause, many retried at once, and who works on what. */
abstract class FailureContract extends QueueContract {

  @Test
  void failedUploadsAreGroupedByKindAndOthersByTheirText() throws QueueException {
    fail("a", "NOT_AUDIO", "“a” is not audio.");
    fail("b", "NOT_AUDIO", "“b” is not audio.");
    fail("c", "RAW_MISSING", "“c” is not there.");
    failedElsewhere("d", "ffmpeg: exit code 1");
    failedElsewhere("e", "ffmpeg: exit code 1");
    failedElsewhere("f", "ffmpeg: exit code 1");
    failedElsewhere("g", null);
    queue.add(new Upload("waiting", "w.mp3"));
    queue.retryLater(working("rests", "r.mp3"), "STALLED", "It stalled.", Duration.ofHours(1));

    List<FailureCluster> clusters = queue.failedUploads().all();

    assertThat(clusters)
        .extracting(FailureCluster::cause)
        .containsExactlyInAnyOrder(
            new Cause(null, "ffmpeg: exit code 1"),
            new Cause("NOT_AUDIO", null),
            new Cause("RAW_MISSING", null),
            new Cause(null, null));
    assertThat(clusters).extracting(FailureCluster::uploads).containsExactly(3L, 2L, 1L, 1L);
    for (FailureCluster cluster : clusters) {
      List<FailedUpload> failed = queue.failedUploads().of(cluster.cause(), "", 10);
      assertThat(failed)
          .hasSize((int) cluster.uploads())
          .allMatch(one -> one.cause().equals(cluster.cause()))
          .extracting(one -> one.upload().uploadId())
          .contains(cluster.newestUploadId());
      assertThat(queue.failedUploads().among(List.of(cluster.newestUploadId(), "waiting")))
          .hasSize(1)
          .isSubsetOf(failed);
      assertThat(row(cluster.newestUploadId()).errorMessage()).isEqualTo(cluster.sentence());
    }
  }

  @Test
  void onlyTheBeginningOfAHugeMessageIsRead() throws QueueException {
    failedElsewhere("a", "x".repeat(60_000));

    FailureCluster cluster = queue.failedUploads().all().getFirst();

    assertThat(cluster.sentence()).hasSize(4000);
    assertThat(row("a").errorMessage()).hasSize(4000);
    assertThat(queue.failedUploads().among(List.of("a")))
        .allSatisfy(one -> assertThat(one.sentence()).hasSize(4000));
  }

  @Test
  void theNewestOfAClusterIsItsExample() throws QueueException {
    for (String uploadId : List.of("a", "b", "c")) {
      failedElsewhere(uploadId, "broken");
    }
    db.sql("UPDATE Uploads SET uploaded_at = NULL WHERE upload_id = 'c'");
    db.sql(
        "UPDATE Uploads SET uploaded_at = TIMESTAMP '2026-01-01 00:00:00' WHERE upload_id = 'a'");
    db.sql(
        "UPDATE Uploads SET uploaded_at = TIMESTAMP '2026-01-02 00:00:00' WHERE upload_id = 'b'");

    assertThat(queue.failedUploads().all().getFirst().newestUploadId()).isEqualTo("b");
  }

  @Test
  void aRowThatAnotherSystemFailedAfterUsIsKnownByItsText() throws QueueException {
    fail("a", "NOT_AUDIO", "It is not audio.");
    queue.retry("a");
    db.sql("UPDATE Uploads SET processing_status = 'failed', error_message = 'theirs'");

    assertThat(queue.failedUploads().all())
        .extracting(FailureCluster::cause)
        .containsExactly(new Cause(null, "theirs"));
  }

  @Test
  void allOfAClusterAreRetriedAndNoOthers() throws QueueException {
    fail("a", "NOT_AUDIO", "It is not audio.");
    db.many(250, i -> new Row("Song " + i + ".mp3", "failed", null));
    List<FailedUpload> heard = new ArrayList<>();
    Cause none = new Cause(null, null);
    assertThat(queue.failedUploads().retryAll(none, one -> false)).isEmpty();

    List<String> retried = queue.failedUploads().retryAll(none, heard::add);

    assertThat(retried).hasSize(250).doesNotHaveDuplicates().doesNotContain("a");
    assertThat(heard).hasSize(250);
    assertThat(queue.counts())
        .containsEntry(UploadStatus.WAITING, 250L)
        .containsEntry(UploadStatus.FAILED, 1L);
    assertThat(queue.failedUploads().retryAll(none, one -> true)).isEmpty();
  }

  @Test
  void theFailedOnesOfAFilterAreCountedAndRetriedUntilAPersonStops() throws QueueException {
    db.many(300, i -> new Row((i < 150 ? "A" : "B") + i + ".mp3", "failed", null));
    db.row("done", "A-done.mp3", "track", "completed");
    UploadFilter filter = UploadFilter.ALL.withSearch("a");

    assertThat(queue.failedUploads().countOf(filter)).isEqualTo(150);
    assertThat(queue.failedUploads().countOf(UploadFilter.of(UploadStatus.COMPLETED))).isZero();
    assertThat(
            queue
                .failedUploads()
                .retryAll(UploadFilter.of(UploadStatus.WAITING), Set.of(), n -> true))
        .isZero();
    assertThat(queue.failedUploads().retryAll(filter, Set.of(), soFar -> false)).isEqualTo(100);
    assertThat(queue.failedUploads().countOf(filter)).isEqualTo(50);
    Set<String> leftOut =
        Set.of(
            queue
                .page(UploadFilter.of(UploadStatus.FAILED), null, 1)
                .rows()
                .getFirst()
                .upload()
                .uploadId());
    assertThat(queue.failedUploads().retryAll(UploadFilter.ALL, leftOut, soFar -> true))
        .isEqualTo(199);
    assertThat(queue.counts())
        .containsEntry(UploadStatus.WAITING, 299L)
        .containsEntry(UploadStatus.FAILED, 1L)
        .containsEntry(UploadStatus.COMPLETED, 1L);
  }

  @Test
  void theLeaseOfAnUploadNamesItsHolderAndItsTimes() throws QueueException {
    working("a", "A.mp3");

    UploadRow.Lease lease = Objects.requireNonNull(queue.get("a").orElseThrow().lease());
    assertThat(lease.owner()).isEqualTo("worker");
    assertThat(lease.active()).isTrue();
    assertThat(lease.claimedAt()).isNotNull().isBefore(lease.expiresAt());
  }

  private void fail(String uploadId, String kind, String sentence) throws QueueException {
    assertThat(queue.failed(working(uploadId, uploadId + ".mp3"), kind, sentence)).isTrue();
  }

  private void failedElsewhere(String uploadId, @Nullable String errorMessage) {
    db.row(uploadId, uploadId + ".mp3", "track", "failed");
    db.sql("UPDATE Uploads SET error_message = ? WHERE upload_id = ?", errorMessage, uploadId);
  }
}
