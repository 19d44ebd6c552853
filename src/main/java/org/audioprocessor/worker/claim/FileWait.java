package org.audioprocessor.worker.claim;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.audioprocessor.queue.Attempt;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;

/** How long the raw file of a claimed upload has been awaited. */
final class FileWait {
  private FileWait() {}

  /** What a time without a zone may lie behind UTC (the zone of Baker Island). */
  private static final Duration FARTHEST_BEHIND = Duration.ofHours(12);

  /**
   * From the first try to this one; from the upload's row where that is older than a time zone can
   * explain. All times are the database's.
   */
  static Duration of(UploadQueue queue, Claim claim) throws QueueException {
    List<Attempt> series = series(queue.history(claim.uploadId()));
    if (series.isEmpty()) {
      return Duration.ZERO;
    }
    Instant firstTry = series.getLast().startedAt();
    Instant since =
        queue
            .get(claim.uploadId())
            .flatMap(row -> Optional.ofNullable(row.uploadedAt()))
            .filter(uploadedAt -> uploadedAt.isBefore(firstTry.minus(FARTHEST_BEHIND)))
            .orElse(firstTry);
    return Duration.between(since, series.getFirst().startedAt());
  }

  /** The tries since the last final outcome, newest first. */
  private static List<Attempt> series(List<Attempt> newestFirst) {
    return newestFirst.stream()
        .takeWhile(attempt -> {
          Attempt.Outcome outcome = attempt.ending().outcome();
          return outcome == null || !outcome.isFinal();
        })
        .toList();
  }
}
