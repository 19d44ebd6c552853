package org.audioprocessor.quality.peaq;

import static org.audioprocessor.quality.peaq.CriticalBands.BARK;
import static org.audioprocessor.quality.peaq.CriticalBands.COUNT;

/**
 * Spreading over frequency (clause 2.1.7): each band excites its neighbours, by 27 dB a Bark less
 * downwards and by 24 dB + 230 Hz / f − 0.2·L a Bark less upwards, where L is its level in dB.
 *
 * <p>The contributions are added as powers of 0.4 and normalised by the sum for a flat spectrum, as
 * Kabal (2.8) arranges equations 15 to 20. Not safe for use by two threads.
 */
final class Spreading {
  private static final double EXPONENT = 0.4;
  private static final double DOWNWARDS = StrictMath.pow(10, -2.7 * BARK);
  private static final double DOWNWARDS_COMPRESSED = StrictMath.pow(DOWNWARDS, EXPONENT);
  private static final double LEVEL_SLOPE = 0.2 * BARK;
  private static final double NEARLY_FLAT = 1e-9;

  /** ln of the slope upwards at 0 dB, a band. */
  private static final double[] LN_UPWARDS = new double[COUNT];

  /** The sum of the slope downwards, the band itself included. */
  private static final double[] SUM_DOWNWARDS = new double[COUNT];

  private static final double[] NORMALISATION = new double[COUNT];

  static {
    double[] flat = new double[COUNT];
    double power = 1;
    for (int band = 0; band < COUNT; band++) {
      double decades = (-2.4 - 23 / CriticalBands.CENTRE_HZ[band]) * BARK;
      LN_UPWARDS[band] = decades * StrictMath.log(10);
      power *= DOWNWARDS;
      SUM_DOWNWARDS[band] = (1 - power) / (1 - DOWNWARDS);
      flat[band] = 1;
      NORMALISATION[band] = 1;
    }
    double[] spread = new double[COUNT];
    new Spreading().spread(flat, spread);
    System.arraycopy(spread, 0, NORMALISATION, 0, COUNT);
  }

  private final double[] slope = new double[COUNT];
  private final double[] compressed = new double[COUNT];

  /**
   * @param power of each band, internal noise included; above 0
   * @param excitation E_2, filled
   */
  void spread(double[] power, double[] excitation) {
    for (int band = 0; band < COUNT; band++) {
      double lnPower = Math.log(power[band]);
      double lnSlope = LN_UPWARDS[band] + LEVEL_SLOPE * lnPower;
      double sum = SUM_DOWNWARDS[band] + sumUpwards(lnSlope, COUNT - band) - 1;
      slope[band] = Math.exp(EXPONENT * lnSlope);
      compressed[band] = Math.exp(EXPONENT * (lnPower - Math.log(sum)));
    }
    double below = 0;
    for (int band = COUNT - 1; band >= 0; band--) {
      below = below * DOWNWARDS_COMPRESSED + compressed[band];
      excitation[band] = below;
    }
    addUpwards(excitation);
    for (int band = 0; band < COUNT; band++) {
      double sum = excitation[band];
      excitation[band] = sum * sum * Math.sqrt(sum) / NORMALISATION[band];
    }
  }

  /** 1 + a + a² + … of {@code terms} terms, where ln a is given. */
  private static double sumUpwards(double lnSlope, int terms) {
    return Math.abs(lnSlope) < NEARLY_FLAT
        ? terms
        : (1 - Math.exp(lnSlope * terms)) / (1 - Math.exp(lnSlope));
  }

  /** Two products at a time: each needs the one before it, and a processor would wait for it. */
  private void addUpwards(double[] sums) {
    for (int band = 0; band < COUNT - 1; band++) {
      double factor = slope[band];
      double square = factor * factor;
      double odd = compressed[band] * factor;
      double even = compressed[band] * square;
      int higher = band + 1;
      for (; higher < COUNT - 1; higher += 2) {
        sums[higher] += odd;
        sums[higher + 1] += even;
        odd *= square;
        even *= square;
      }
      if (higher < COUNT) {
        sums[higher] += odd;
      }
    }
  }
}
