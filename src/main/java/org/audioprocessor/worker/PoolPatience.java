package org.audioprocessor.worker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.worker.environment.CircuitBreaker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides when a pool ends before its work is done. Safe for all slots. */
final class PoolPatience {
  private static final Logger LOG = LoggerFactory.getLogger(PoolPatience.class);

  /** A worker with nothing but internal errors ends, so that its supervisor restarts it. */
  private static final Duration FAULTS_MAY_LAST = Duration.ofMinutes(2);

  private static final String FAULT =
      "The program has a fault, which its log describes. It tries again; if it goes on, start the"
          + " program anew.";

  private final @Nullable Duration pauseMayLast;
  private final CircuitBreaker breaker;
  private final InstantSource clock;
  private final Consumer<String> giveUp;
  private volatile @Nullable Instant stopAt;
  private volatile @Nullable Instant faultySince;

  /**
   * Creates the policy of a pool that starts now.
   *
   * @param pauseMayLast null: without a limit
   * @param clock monotonic
   * @param giveUp ends the pool for the reason given
   */
  PoolPatience(
      @Nullable Duration pauseMayLast,
      CircuitBreaker breaker,
      InstantSource clock,
      Consumer<String> giveUp) {
    this.pauseMayLast = pauseMayLast;
    this.breaker = breaker;
    this.clock = clock;
    this.giveUp = giveUp;
  }

  /** The process is being stopped; writing an outcome is not repeated after this time. */
  void endsAfter(Duration time) {
    stopAt = clock.instant().plus(time);
  }

  /** Ends the pool and returns true if its pause has lasted too long. */
  boolean isOver() {
    Duration longest = pauseMayLast;
    String reason = longest == null ? null : breaker.pausedLongerThan(longest);
    if (reason != null) {
      giveUp.accept(reason);
    }
    return reason != null;
  }

  /** Whether an outcome that cannot be written is left to the end of its lease. */
  boolean mayNotWait() {
    Instant end = stopAt;
    return (end != null && clock.instant().isAfter(end)) || isOver();
  }

  /** Records an internal error of a slot outside of a track. */
  void faulted(Throwable fault) {
    LOG.error("Internal error", fault);
    Instant now = clock.instant();
    Instant since = faultySince;
    if (since == null) {
      faultySince = now;
    } else if (since.plus(FAULTS_MAY_LAST).isBefore(now)) {
      giveUp.accept(FAULT);
    }
    breaker.trip(new ProcessingException(FailureKind.INTERNAL, FAULT, fault), null);
  }

  /** Records that a slot has ended a track, or found none. */
  void worked() {
    faultySince = null;
  }
}
