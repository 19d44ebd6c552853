package org.audioprocessor.worker.claim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.audioprocessor.queue.MonotonicClock;

/** Whether the machine's clock was set forward, which makes leases look over that are not. */
final class ClockJumps {
  /** What a time service corrects at once, and more. */
  private static final Duration TOLERATED = Duration.ofSeconds(5);

  private final InstantSource wall;
  private final InstantSource monotonic;
  private Instant wallBefore;
  private Instant monotonicBefore;

  ClockJumps(InstantSource wall, InstantSource monotonic) {
    this.wall = wall;
    this.monotonic = monotonic;
    wallBefore = wall.instant();
    monotonicBefore = monotonic.instant();
  }

  static ClockJumps ofThisMachine() {
    return new ClockJumps(InstantSource.system(), new MonotonicClock());
  }

  /** Since this was last asked; also after the machine slept. */
  synchronized boolean wasSetForward() {
    Instant wallNow = wall.instant();
    Instant monotonicNow = monotonic.instant();
    Duration ahead =
        Duration.between(wallBefore, wallNow)
            .minus(Duration.between(monotonicBefore, monotonicNow));
    wallBefore = wallNow;
    monotonicBefore = monotonicNow;
    return ahead.compareTo(TOLERATED) > 0;
  }
}
