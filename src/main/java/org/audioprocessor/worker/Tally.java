package org.audioprocessor.worker;

import org.jspecify.annotations.Nullable;

/**
 * Outcomes of a pool.
 *
 * @param succeeded number of published tracks
 * @param failed number of uploads whose last try failed
 * @param refused number of selected uploads that could not be claimed
 * @param gaveUp why the pool ended early; null if it did not
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
