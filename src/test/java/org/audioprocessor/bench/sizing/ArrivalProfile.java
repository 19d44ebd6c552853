package org.audioprocessor.bench.sizing;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/** How a day's uploads spread over its hours; within an hour they come at random (Poisson). */
final class ArrivalProfile {
  static final int HOURS = 24;
  private static final double SECONDS_AN_HOUR = 3_600;

  /** Quiet before dawn, most in the evening: the busiest hour has 2.0 times the mean. */
  static final ArrivalProfile DAY =
      new ArrivalProfile(
          0.9, 0.6, 0.4, 0.3, 0.25, 0.25, 0.3, 0.45, 0.65, 0.85, 1.0, 1.1, 1.2, 1.2, 1.25, 1.3, 1.4,
          1.5, 1.7, 1.9, 2.0, 1.9, 1.6, 1.2);

  private final double[] share;

  /**
   * @param weights one an hour, from midnight; only their ratios count
   */
  ArrivalProfile(double... weights) {
    if (weights.length != HOURS) {
      throw new IllegalArgumentException("a day has 24 hours, not " + weights.length);
    }
    double sum = DoubleStream.of(weights).sum();
    share = DoubleStream.of(weights).map(weight -> weight / sum).toArray();
  }

  /** Arrivals a second in an hour of the day. */
  double ratePerSecond(int hour, long tracksADay) {
    return share[hour % HOURS] * tracksADay / SECONDS_AN_HOUR;
  }

  double busiestPerSecond(long tracksADay) {
    double most = DoubleStream.of(share).max().orElseThrow();
    return most * tracksADay / SECONDS_AN_HOUR;
  }

  /** When the next one comes, in seconds since the first midnight; exact across changes of rate. */
  double nextAfter(double now, long tracksADay, SplittableRandom random) {
    double units = -Math.log(1 - random.nextDouble());
    double at = now;
    while (true) {
      int hour = (int) (at / SECONDS_AN_HOUR);
      double rate = ratePerSecond(hour, tracksADay);
      double end = (hour + 1) * SECONDS_AN_HOUR;
      double left = rate * (end - at);
      if (units <= left) {
        return at + units / rate;
      }
      units -= left;
      at = end;
    }
  }
}
