package org.audioprocessor.worker.claim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.audioprocessor.queue.MonotonicClock;

/** Detects that the clock was set forward, which makes valid leases seem expired. */
final class ClockJumps {
  /** Above the steps of time services. */
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

  /** Whether it was set forward since the last call; also true after a suspension. */
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
