package org.audioprocessor.worker;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Number and spacing of retries: exponential back-off with full jitter, so that workers that failed
 * together do not retry together.
 *
 * @param tries number of tries until the track has failed
 * @param first longest back-off after the first try; doubles with each try
 * @param longest upper limit of the back-off
 * @param lateFile how long after its row the raw file may arrive
 */
public record RetryPolicy(
    int tries, Duration first, Duration longest, Duration lateFile, RandomGenerator random) {
  /** Keeps the product within a long. */
  private static final int MOST_DOUBLINGS = 20;

  /** Five tries, at most ten minutes apart; a raw file may arrive 15 minutes after its row. */
  public static RetryPolicy standard() {
    return new RetryPolicy(
        5,
        Duration.ofSeconds(10),
        Duration.ofMinutes(10),
        Duration.ofMinutes(15),
        RandomGenerator.getDefault());
  }

  /** Creates a policy that expects a raw file to exist before its row. */
  public RetryPolicy(int tries, Duration first, Duration longest, RandomGenerator random) {
    this(tries, first, longest, Duration.ZERO, random);
  }

  public RetryPolicy {
    if (tries < 1 || !first.isPositive() || longest.compareTo(first) < 0 || lateFile.isNegative()) {
      throw new IllegalArgumentException(
          "invalid retry policy: " + tries + ", " + first + ", " + longest);
    }
  }

  /** Whether this was the last try, counted from 1. */
  public boolean isLast(int attempt) {
    return attempt >= tries;
  }

  /** The back-off after this try, counted from 1. */
  public Duration backOff(int attempt) {
    return Duration.ofMillis(random.nextLong(limitMillis(attempt) + 1));
  }

  private long limitMillis(int attempt) {
    int doublings = Math.min(attempt - 1, MOST_DOUBLINGS);
    return Math.min(longest.toMillis(), first.toMillis() << doublings);
  }

  /**
   * The back-off after a try that found no raw file: at least half of the limit, since an upload in
   * progress needs time. The last try is not earlier than {@link #lateFile}.
   *
   * @param waited since the row was inserted
   */
  public Duration backOffForLateFile(int attempt, Duration waited) {
    long limit = limitMillis(attempt);
    Duration drawn = Duration.ofMillis(limit - random.nextLong(limit / 2 + 1));
    Duration left = lateFile.minus(waited);
    return left.isPositive() && left.compareTo(drawn) < 0 ? left : drawn;
  }

  /** Whether this try, counted from 1, was the last one that waits for a late raw file. */
  public boolean isLastForLateFile(int attempt, Duration waited) {
    return isLast(attempt) && waited.compareTo(lateFile) >= 0;
  }
}
