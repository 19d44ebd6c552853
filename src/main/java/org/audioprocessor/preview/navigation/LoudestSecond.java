package org.audioprocessor.preview.navigation;

import java.util.OptionalDouble;
import org.audioprocessor.loudness.HopListener;

/** Finds the loudest second, K-weighted and ungated, in hops of 10 ms. */
final class LoudestSecond implements HopListener {
  private static final int HOPS_PER_SECOND = 100;

  private final double[] last = new double[HOPS_PER_SECOND];
  private long hops;
  private double most;
  private long mostAfter = -1;

  @Override
  public void hop(double weightedMeanSquare, double samplePeak) {
    last[(int) (hops % HOPS_PER_SECOND)] = weightedMeanSquare;
    hops++;
    double sum = 0;
    // afresh each time: a running difference would remember loud passages as rounding errors
    for (double hop : last) {
      sum += hop;
    }
    if (sum > most) {
      most = sum;
      mostAfter = hops;
    }
  }

  /** Where it begins; in a track of less than a second, at its start. */
  OptionalDouble beginSeconds() {
    return mostAfter < 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.max(0, mostAfter - HOPS_PER_SECOND) / (double) HOPS_PER_SECOND);
  }
}
