package org.audioprocessor.quality.peaq;

import java.util.OptionalDouble;

/** BandwidthRef and BandwidthTest of one channel, in bins of 23.4 Hz (clause 4.4). */
public final class BandwidthEstimate {
  /** The bins from 21.6 kHz up hold nothing but noise. */
  private static final int NOISE_FROM = 921;

  private static final int NOISE_TO = 1_023;

  /** A frame whose reference ends below 8.1 kHz says nothing of the bandwidth. */
  private static final int LEAST_BINS = 346;

  private static final double TEN_DB = 10;
  private static final double FIVE_DB = StrictMath.sqrt(10);

  private final BoundedMean reference = new BoundedMean();
  private final BoundedMean test = new BoundedMean();

  void frame(double[] referencePower, double[] testPower) {
    double noise = 0;
    for (int bin = NOISE_FROM; bin <= NOISE_TO; bin++) {
      noise = Math.max(noise, testPower[bin]);
    }
    int referenceBins = NOISE_FROM;
    while (referenceBins > 0 && referencePower[referenceBins - 1] <= TEN_DB * noise) {
      referenceBins--;
    }
    if (referenceBins > LEAST_BINS) {
      int testBins = referenceBins;
      while (testBins > 0 && testPower[testBins - 1] < FIVE_DB * noise) {
        testBins--;
      }
      reference.add(referenceBins, 1);
      test.add(testBins, 1);
    }
  }

  void mark() {
    reference.mark();
    test.mark();
  }

  public OptionalDouble reference() {
    return reference.value();
  }

  public OptionalDouble test() {
    return test.value();
  }
}
