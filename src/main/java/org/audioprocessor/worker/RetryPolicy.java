package org.audioprocessor.worker;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and when a track is tried again: exponential back-off with full jitter, so that many
 * workers that failed together do not come back together.
 *
 * @param tries after so many the track has failed
 * @param first the longest rest after the first try; it doubles with each try
 * @param longest no rest is longer
 */
public record RetryPolicy(int tries, Duration first, Duration longest, RandomGenerator random) {
  /** Keeps the product within a long for rests of any sensible length. */
  private static final int MOST_DOUBLINGS = 20;

  /** Five tries, at most ten minutes apart. */
  public static RetryPolicy standard() {
    return new RetryPolicy(
        5, Duration.ofSeconds(10), Duration.ofMinutes(10), RandomGenerator.getDefault());
  }

  public RetryPolicy {
    if (tries < 1 || !first.isPositive() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "no retry policy: " + tries + ", " + first + ", " + longest);
    }
  }

  /** Whether this was the last try, counted from 1. */
  boolean isLast(int attempt) {
    return attempt >= tries;
  }

  /** How long to rest after this try, counted from 1. */
  Duration rest(int attempt) {
    int doublings = Math.min(attempt - 1, MOST_DOUBLINGS);
    long limit = Math.min(longest.toMillis(), first.toMillis() << doublings);
    return Duration.ofMillis(random.nextLong(limit + 1));
  }
}
