package org.audioprocessor.quality.peaq;

import static org.audioprocessor.quality.peaq.CriticalBands.COUNT;

/** The overall loudness of an excitation pattern (clause 3.3, equations 58 to 61). */
final class Loudness {
  private static final double EXPONENT = 0.23;

  /** For the FFT-based ear model. */
  private static final double SCALE = 1.07664;

  private static final double[] THRESHOLD_INDEX = new double[COUNT];
  private static final double[] THRESHOLD_POWER = new double[COUNT];
  private static final double[] FACTOR = new double[COUNT];

  static {
    for (int band = 0; band < COUNT; band++) {
      double hertz = CriticalBands.CENTRE_HZ[band];
      double square = (hertz / 1_600) * (hertz / 1_600);
      double decibels = -2 - 2.05 * StrictMath.atan(hertz / 4_000) - 0.75 * StrictMath.atan(square);
      THRESHOLD_INDEX[band] = StrictMath.pow(10, decibels / 10);
      THRESHOLD_POWER[band] = StrictMath.pow(10, 0.364 * CriticalBands.khzToMinus08(hertz));
      FACTOR[band] =
          SCALE * StrictMath.pow(THRESHOLD_POWER[band] / (1e4 * THRESHOLD_INDEX[band]), EXPONENT);
    }
  }

  private Loudness() {}

  /** In sone. */
  static double sone(double[] excitation) {
    double sum = 0;
    for (int band = 0; band < COUNT; band++) {
      double index = THRESHOLD_INDEX[band];
      double above = 1 - index + index * excitation[band] / THRESHOLD_POWER[band];
      sum += Math.max(0, FACTOR[band] * (Math.pow(above, EXPONENT) - 1));
    }
    return sum * 24 / COUNT;
  }
}
