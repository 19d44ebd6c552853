package org.audioprocessor.desktop.batch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far the batch is that runs here.
 *
 * @param total uploads it is about
 * @param cancelled by a person; not among those that wait
 * @param running being processed now
 * @param fraction of the whole batch, 0 to 1, what runs included by how far it is
 * @param realtimeFactor seconds of music a second over the whole batch; 0 while unknown
 * @param left for the whole batch at its speed up to now; null while unknown
 * @param waitingFor why nothing is claimed at the moment, for people; null where that is not so
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

  /** What it does. */
  public enum Phase {
    /** There is none. */
    IDLE,
    RUNNING,
    /** By a person: what runs is finished, nothing more is begun. */
    PAUSED,
    /** Ends with what runs now. */
    STOPPING,
    /** All of it has ended; stays until the next one begins. */
    ENDED;

    /** Whether something is or will be worked on. */
    boolean isActive() {
      return this == RUNNING || this == PAUSED || this == STOPPING;
    }
  }

  static final BatchState NONE = new BatchState(Phase.IDLE, 0, 0, 0, 0, 0, 0, 0, null, null);

  /** Not started, or given back. */
  public int waiting() {
    return Math.max(0, total - done - failed - cancelled - running);
  }

  /** Whether something is or will be worked on. */
  public boolean isActive() {
    return phase.isActive();
  }
}
