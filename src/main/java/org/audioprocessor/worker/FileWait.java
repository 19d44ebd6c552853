package org.audioprocessor.worker;

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

  /**
   * From the upload's row, or from the first try where the row's time is missing or later than
   * that, to this try. All times are the database's.
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
            .filter(uploadedAt -> uploadedAt.isBefore(firstTry))
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
