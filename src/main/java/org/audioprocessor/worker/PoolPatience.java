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

  /** A worker that meets nothing but faults of its own ends, so that it is started anew. */
  private static final Duration FAULTS_MAY_LAST = Duration.ofMinutes(2);

  private static final String FAULT =
      "The program has a fault, which its log describes. It tries again; if it goes on, start the"
          + " program anew.";

  private final @Nullable Duration pauseMayLast;
  private final InstantSource clock;
  private final Consumer<String> giveUp;
  private volatile @Nullable Instant stopAt;
  private volatile @Nullable Instant faultySince;

  /**
   * Patience that has just begun.
   *
   * @param pauseMayLast null: for ever
   * @param clock monotonic
   * @param giveUp ends the pool for the reason given
   */
  PoolPatience(@Nullable Duration pauseMayLast, InstantSource clock, Consumer<String> giveUp) {
    this.pauseMayLast = pauseMayLast;
    this.clock = clock;
    this.giveUp = giveUp;
  }

  /** The process is being stopped; afterwards no outcome is waited for. */
  void endsAfter(Duration time) {
    stopAt = clock.instant().plus(time);
  }

  /** Ends the pool, and returns true, once its pause is longer than its patience. */
  boolean isOver(CircuitBreaker breaker) {
    Duration longest = pauseMayLast;
    String reason = longest == null ? null : breaker.closedLongerThan(longest);
    if (reason != null) {
      giveUp.accept(reason);
    }
    return reason != null;
  }

  /** Whether an outcome that cannot be written is to be left to the end of its lease. */
  boolean mayNotWait(CircuitBreaker breaker) {
    Instant end = stopAt;
    return (end != null && clock.instant().isAfter(end)) || isOver(breaker);
  }

  /** A slot met a fault outside of a track; it goes on, unless faults are all that it meets. */
  void faulted(Throwable fault, CircuitBreaker breaker) {
    LOG.error("A fault of the program", fault);
    Instant now = clock.instant();
    Instant since = faultySince;
    if (since == null) {
      faultySince = now;
    } else if (since.plus(FAULTS_MAY_LAST).isBefore(now)) {
      giveUp.accept(FAULT);
    }
    breaker.close(new ProcessingException(FailureKind.INTERNAL, FAULT, fault), null);
  }

  /** A slot did its work, or found that there is none. */
  void worked() {
    faultySince = null;
  }
}
