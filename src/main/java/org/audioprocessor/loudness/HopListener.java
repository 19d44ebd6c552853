package org.audioprocessor.loudness;

/** Hears of every 10 ms hop that a meter completes, on the thread that feeds it. */
@FunctionalInterface
public interface HopListener {
  /**
   * One hop.
   *
   * @param weightedMeanSquare K-weighted mean square, summed over the weighted channels
   * @param samplePeak largest sample magnitude in any channel, 1.0 is full scale
   */
  void hop(double weightedMeanSquare, double samplePeak);
}
