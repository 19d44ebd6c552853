package org.audioprocessor.quality.peaq;

/**
 * The 109 bands of a quarter Bark from 80 Hz to 18 kHz (clause 2.1.5), and what the ear model knows
 * of each.
 *
 * <p>The pitch scale is z = 7·asinh(f / 650 Hz). The edges are computed from it, as Kabal (2.6)
 * does; the standard's table 6 differs by at most 3 mHz. The arrays are not to be changed.
 */
public final class CriticalBands {
  static final int COUNT = 109;

  /** The bands' width, and the width in the formulas of spreading and masking; Bark. */
  static final double BARK = 0.25;

  public static final int SAMPLE_RATE = 48_000;

  /** Samples of a frame; frames overlap by half. */
  public static final int FRAME = 2_048;

  /** Samples from one frame to the next. */
  public static final int HOP = FRAME / 2;

  /** Bins of a power spectrum, 0 Hz and 24 kHz included. */
  static final int BINS = FRAME / 2 + 1;

  private static final double LOWEST_BARK = bark(80);
  private static final double HIGHEST_BARK = bark(18_000);
  private static final double LEAST_POWER = 1e-12;

  static final double[] CENTRE_HZ = new double[COUNT];

  /** The internal noise E_IN, as a power (equation 13). */
  static final double[] INTERNAL_NOISE = new double[COUNT];

  private static final int[] FIRST_BIN = new int[COUNT];
  private static final int[] LAST_BIN = new int[COUNT];
  private static final double[] FIRST_SHARE = new double[COUNT];
  private static final double[] LAST_SHARE = new double[COUNT];

  static {
    for (int band = 0; band < COUNT; band++) {
      double low = LOWEST_BARK + band * BARK;
      double high = Math.min(HIGHEST_BARK, low + BARK);
      CENTRE_HZ[band] = hertz((low + high) / 2);
      INTERNAL_NOISE[band] = StrictMath.pow(10, 0.1456 * khzToMinus08(CENTRE_HZ[band]));
      share(band, hertz(low) * FRAME / SAMPLE_RATE, hertz(high) * FRAME / SAMPLE_RATE);
    }
  }

  private CriticalBands() {}

  private static double bark(double hertz) {
    double x = hertz / 650;
    return 7 * StrictMath.log(x + Math.sqrt(x * x + 1));
  }

  private static double hertz(double bark) {
    return 650 * StrictMath.sinh(bark / 7);
  }

  /** The term (f / 1 kHz)^−0.8 of the threshold in quiet. */
  static double khzToMinus08(double hertz) {
    return StrictMath.pow(hertz / 1_000, -0.8);
  }

  /** A bin reaches half a bin to both sides; at its edges a band gets a part of it. */
  private static void share(int band, double low, double high) {
    int first = (int) Math.round(low);
    int last = (int) Math.round(high);
    FIRST_BIN[band] = first;
    LAST_BIN[band] = last;
    FIRST_SHARE[band] = Math.min(first + 0.5, high) - low;
    LAST_SHARE[band] = first == last ? 0 : high - (last - 0.5);
  }

  /** Sums a power spectrum of {@link #BINS} bins into the bands (clause 2.1.5). */
  static void group(double[] spectrum, double[] bands) {
    for (int band = 0; band < COUNT; band++) {
      int first = FIRST_BIN[band];
      int last = LAST_BIN[band];
      double sum = FIRST_SHARE[band] * spectrum[first] + LAST_SHARE[band] * spectrum[last];
      for (int bin = first + 1; bin < last; bin++) {
        sum += spectrum[bin];
      }
      bands[band] = Math.max(sum, LEAST_POWER);
    }
  }

  /**
   * The coefficients a of the low-passes y = a·y + (1 − a)·x over frames, one a band, with τ =
   * τ_min + (100 Hz / f)·(τ_100 − τ_min) (equations 21, 24, 38 to 41, 44, 56); τ_min is 8 ms.
   *
   * @param secondsAt100Hz τ_100
   */
  static double[] smoothing(double secondsAt100Hz) {
    double[] coefficients = new double[COUNT];
    for (int band = 0; band < COUNT; band++) {
      double seconds = 0.008 + 100 / CENTRE_HZ[band] * (secondsAt100Hz - 0.008);
      coefficients[band] = StrictMath.exp(-HOP / (SAMPLE_RATE * seconds));
    }
    return coefficients;
  }
}
