package org.audioprocessor.desktop.work;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How often to look for what others did: often where something happens, seldom where nobody looks.
 */
public final class PollPace {
  static final Duration LIVELY = Duration.ofSeconds(2);
  static final Duration IDLE = Duration.ofSeconds(6);
  static final Duration HIDDEN = Duration.ofSeconds(30);
  private static final Duration QUIET_AFTER = Duration.ofMinutes(1);

  private final InstantSource clock;
  private Instant lastChange;
  private boolean hidden;

  public PollPace(InstantSource clock) {
    this.clock = clock;
    lastChange = clock.instant();
  }

  /** Something was not as it had been. */
  public synchronized void changed() {
    lastChange = clock.instant();
  }

  public synchronized void setHidden(boolean hidden) {
    this.hidden = hidden;
  }

  /** How long to wait before the next look. */
  public synchronized Duration next() {
    if (hidden) {
      return HIDDEN;
    }
    return lastChange.plus(QUIET_AFTER).isBefore(clock.instant()) ? IDLE : LIVELY;
  }
}
