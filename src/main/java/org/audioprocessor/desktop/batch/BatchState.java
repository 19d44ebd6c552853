package org.audioprocessor.desktop.batch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The state of this window's batch.
 *
 * @param total uploads in the batch
 * @param cancelled by the user; not part of the waiting ones
 * @param running being processed now
 * @param fraction of the whole batch, 0 to 1, including the progress of running tracks
 * @param realtimeFactor seconds of music per second over the whole batch; 0 while unknown
 * @param left remaining time at the speed up to now; null while unknown
 * @param waitingFor why nothing is claimed at the moment, as a sentence; null if claims are
 *     possible
 */
public record BatchState(
    Phase phase,
    int total,
    int done,
    int failed,
    int cancelled,
    int running,
    double fraction,
    double realtimeFactor,
    @Nullable Duration left,
    @Nullable String waitingFor) {

  /** The phase of a batch. */
  public enum Phase {
    /** No batch. */
    IDLE,
    RUNNING,
    /** Paused by the user: running tracks are finished, no others are started. */
    PAUSED,
    /** Ends after the running tracks. */
    STOPPING,
    /** All tracks have ended; lasts until the next batch begins. */
    ENDED;

    /** Returns whether the batch is processing or will continue. */
    boolean isActive() {
      return this == RUNNING || this == PAUSED || this == STOPPING;
    }
  }

  static final BatchState NONE = new BatchState(Phase.IDLE, 0, 0, 0, 0, 0, 0, 0, null, null);

  /** Returns the number of uploads that were not started, or were released. */
  public int waiting() {
    return Math.max(0, total - done - failed - cancelled - running);
  }

  /** Returns whether the batch is processing or will continue. */
  public boolean isActive() {
    return phase.isActive();
  }
}
