package org.audioprocessor.bench.sizing;

import java.util.SplittableRandom;

/**
 * How long a worker is busy with a track: its music's length, drawn log-normally, times the CPU
 * time that a minute of music takes, by the cores that a worker has; and what it waits for the
 * bucket.
 *
 * @param medianMinutes of music
 * @param sigma of the logarithm
 * @param cpuSecondsAMinute measured, with everything: decode twice, measure, encode, verify
 * @param cpuSecondsATrack measured, whatever its length
 * @param cores that the worker may use; 0.5 for a limit of 500m
 * @param waitSeconds for the bucket and the database, in which no CPU is used
 */
record ServiceTimes(
    double medianMinutes,
    double sigma,
    double cpuSecondsAMinute,
    double cpuSecondsATrack,
    double cores,
    double waitSeconds) {
  private static final double LEAST_MINUTES = 0.25;
  private static final double MOST_MINUTES = 360;

  double drawSeconds(SplittableRandom random) {
    double minutes = medianMinutes * Math.exp(sigma * random.nextGaussian());
    double bounded = Math.max(LEAST_MINUTES, Math.min(MOST_MINUTES, minutes));
    return secondsFor(bounded);
  }

  double secondsFor(double minutes) {
    return (cpuSecondsATrack + cpuSecondsAMinute * minutes) / cores + waitSeconds;
  }

  /** Of a log-normal length; the bounds are too far out to matter. */
  double meanSeconds() {
    return secondsFor(medianMinutes * Math.exp(sigma * sigma / 2));
  }
}
