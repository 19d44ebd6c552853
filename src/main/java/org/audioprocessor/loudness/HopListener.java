package org.audioprocessor.loudness;

/** Receives every completed 10 ms hop of a meter, on the thread that feeds it. */
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
