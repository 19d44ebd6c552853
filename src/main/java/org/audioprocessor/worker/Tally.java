package org.audioprocessor.worker;

import org.jspecify.annotations.Nullable;

/**
 * What a pool did.
 *
 * @param succeeded published
 * @param failed for good
 * @param refused asked for by their ids, and not to be had
 * @param gaveUp why the pool ended before its work was done; null if it did not
 */
public record Tally(int succeeded, int failed, int refused, @Nullable String gaveUp) {
  static final Tally NOTHING = new Tally(0, 0, 0, null);

  Tally with(WorkerEvent event) {
    return switch (event) {
      case WorkerEvent.TrackPublished e -> new Tally(succeeded + 1, failed, refused, gaveUp);
      case WorkerEvent.TrackFailed e -> new Tally(succeeded, failed + 1, refused, gaveUp);
      case WorkerEvent.UploadRefused e -> new Tally(succeeded, failed, refused + 1, gaveUp);
      default -> this;
    };
  }

  Tally becauseOf(String reason) {
    return new Tally(succeeded, failed, refused, reason);
  }
}
