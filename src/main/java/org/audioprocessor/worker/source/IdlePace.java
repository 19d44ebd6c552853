package org.audioprocessor.worker.source;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.audioprocessor.worker.Workload;

/**
 * Spaces the searches of an idle pool: one search at a time and one per interval, for any number of
 * idle slots. While uploads are found, every slot searches.
 */
public final class IdlePace {
  public static final Duration QUICK = Duration.ofMillis(250);

  private final Duration interval;
  private final InstantSource clock;
  private boolean quiet;
  private boolean searching;
  private Instant nextSearch = Instant.MIN;

  /**
   * Creates a pace at which every slot searches.
   *
   * @param interval on average; each interval varies by up to a quarter, so that workers that
   *     started together do not search together
   */
  IdlePace(Duration interval, InstantSource clock) {
    this.interval = interval;
    this.clock = clock;
  }

  /** Returns the pace for a workload; one that ends is searched quickly, so that it ends soon. */
  public static IdlePace of(Workload workload, Duration poll, InstantSource clock) {
    return new IdlePace(workload instanceof Workload.UntilStopped ? poll : quick(poll), clock);
  }

  /** The interval, if it is not longer than a quarter of a second. */
  public static Duration quick(Duration interval) {
    return shorter(interval, QUICK);
  }

  public static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** True if the caller must search now and then call {@link #found} or {@link #foundNothing}. */
  public synchronized boolean maySearch() {
    if (!quiet) {
      return true;
    }
    if (searching || clock.instant().isBefore(nextSearch)) {
      return false;
    }
    searching = true;
    return true;
  }

  /** An upload was found: every slot searches. */
  public synchronized void found() {
    quiet = false;
    searching = false;
  }

  public synchronized void foundNothing() {
    quiet = true;
    searching = false;
    nextSearch = clock.instant().plus(jittered(interval));
  }

  /** Time until the next search. */
  public synchronized Duration pause() {
    Duration left = Duration.between(clock.instant(), nextSearch);
    return searching || !left.isPositive() ? interval : left;
  }

  public static Duration jittered(Duration time) {
    return Duration.ofMillis(
        (long) (time.toMillis() * (0.75 + 0.5 * ThreadLocalRandom.current().nextDouble())));
  }
}
