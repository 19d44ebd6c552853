package org.audioprocessor.desktop.work;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Decides the poll interval: short after changes, long while idle or hidden. */
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

  /** Reports that a poll found a change. */
  public synchronized void changed() {
    lastChange = clock.instant();
  }

  public synchronized void setHidden(boolean hidden) {
    this.hidden = hidden;
  }

  /** Returns the time until the next poll. */
  public synchronized Duration next() {
    if (hidden) {
      return HIDDEN;
    }
    return lastChange.plus(QUIET_AFTER).isBefore(clock.instant()) ? IDLE : LIVELY;
  }
}
