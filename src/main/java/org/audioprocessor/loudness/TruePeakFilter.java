package org.audioprocessor.loudness;

/**
 * The interpolation that finds peaks between samples (ITU-R BS.1770-5, Annex 2).
 *
 * <p>4× up to 48 kHz nominal with the Annex's 48 taps, 2× below 160 kHz with an own half-sample
 * filter, none above. An interpolated point is at most {@link #bound()} times the largest of its 12
 * source samples, so a comparison with a limit can skip windows that cannot reach it.
 */
final class TruePeakFilter {
  static final int TAPS = 12;

  /** Samples that must precede the first requested one. */
  static final int HISTORY = TAPS - 1;

  private static final int FOURFOLD_BELOW_HZ = 80_000;
  private static final int TWOFOLD_BELOW_HZ = 160_000;

  /** Covers the rounding of float sums. */
  private static final double BOUND_MARGIN = 1.00002;

  /** The Annex's coefficients are whole multiples of this. Phases 3 and 2 are 0 and 1 backwards. */
  private static final double UNIT = 1.0 / 8192;

  private static final float HALF_UNIT = (float) (UNIT / 2);

  private static final int FOURFOLD_PHASES = 4;

  private static final int[] OUTER = {
    14, 90, -161, 272, -487, 1125, 7964, -838, 390, -218, 122, -68
  };
  private static final int[] INNER = {
    -239, 240, -424, 730, -1364, 3810, 6388, -1641, 832, -477, 271, -155
  };

  private final float[][] phases;
  private final float bound;

  private TruePeakFilter(float[]... phases) {
    this.phases = phases;
    double largest = 1;
    for (float[] phase : phases) {
      double sum = 0;
      for (float coefficient : phase) {
        sum += Math.abs(coefficient);
      }
      largest = Math.max(largest, sum * BOUND_MARGIN);
    }
    bound = (float) largest;
  }

  static TruePeakFilter forRate(int sampleRate) {
    if (sampleRate < FOURFOLD_BELOW_HZ) {
      float[] outer = coefficients(OUTER);
      float[] inner = coefficients(INNER);
      return new TruePeakFilter(outer, inner, reversed(inner), reversed(outer));
    }
    return sampleRate < TWOFOLD_BELOW_HZ ? new TruePeakFilter(halfSample()) : new TruePeakFilter();
  }

  private static float[] coefficients(int[] units) {
    float[] coefficients = new float[TAPS];
    for (int i = 0; i < TAPS; i++) {
      coefficients[i] = (float) (units[i] * UNIT);
    }
    return coefficients;
  }

  private static float[] reversed(float[] phase) {
    float[] reversed = new float[TAPS];
    for (int i = 0; i < TAPS; i++) {
      reversed[i] = phase[TAPS - 1 - i];
    }
    return reversed;
  }

  /** A sinc shifted by half a sample under a Hann window, of gain 1 at 0 Hz. */
  private static float[] halfSample() {
    double[] taps = new double[TAPS];
    double sum = 0;
    for (int i = 0; i < TAPS; i++) {
      double distance = i - (TAPS - 1) / 2.0;
      double sinc = Math.sin(Math.PI * distance) / (Math.PI * distance);
      taps[i] = sinc * (0.5 + 0.5 * Math.cos(2 * Math.PI * distance / (TAPS + 1)));
      sum += taps[i];
    }
    float[] phase = new float[TAPS];
    for (int i = 0; i < TAPS; i++) {
      phase[i] = (float) (taps[i] / sum);
    }
    return phase;
  }

  /** How much an interpolated point can exceed the largest sample near it; at least 1. */
  float bound() {
    return bound;
  }

  boolean interpolates() {
    return phases.length > 0;
  }

  /**
   * The largest magnitude of the points interpolated from windows that end in {@code [from, from +
   * frames)}. {@code samples[from - HISTORY]} must exist.
   */
  float peak(float[] samples, int from, int frames) {
    if (phases.length == FOURFOLD_PHASES) {
      return fourfoldPeak(samples, from, frames);
    }
    float peak = 0;
    for (float[] phase : phases) {
      peak = Math.max(peak, peak(phase, samples, from, frames));
    }
    return peak;
  }

  /**
   * All four phases at once. Phases 3 and 0, and 2 and 1, are each other's mirror image: with the
   * sums and differences of the samples that mirror each other they are {@code even + odd} and
   * {@code even − odd}, and the larger of their magnitudes is {@code |even| + |odd|}. That halves
   * the multiplications; the coefficients are those of {@link #OUTER} and {@link #INNER}.
   */
  private static float fourfoldPeak(float[] x, int from, int frames) {
    int peak = 0;
    for (int i = from; i < from + frames; i++) {
      float a0 = x[i];
      float b0 = x[i - 11];
      float a1 = x[i - 1];
      float b1 = x[i - 10];
      float a2 = x[i - 2];
      float b2 = x[i - 9];
      float a3 = x[i - 3];
      float b3 = x[i - 8];
      float a4 = x[i - 4];
      float b4 = x[i - 7];
      float a5 = x[i - 5];
      float b5 = x[i - 6];
      float s0 = a0 + b0;
      float d0 = a0 - b0;
      float s1 = a1 + b1;
      float d1 = a1 - b1;
      float s2 = a2 + b2;
      float d2 = a2 - b2;
      float s3 = a3 + b3;
      float d3 = a3 - b3;
      float s4 = a4 + b4;
      float d4 = a4 - b4;
      float s5 = a5 + b5;
      float d5 = a5 - b5;
      float outerEven =
          (14 - 68) * HALF_UNIT * s0
              + (90 + 122) * HALF_UNIT * s1
              + (-161 - 218) * HALF_UNIT * s2
              + (272 + 390) * HALF_UNIT * s3
              + (-487 - 838) * HALF_UNIT * s4
              + (1125 + 7964) * HALF_UNIT * s5;
      float outerOdd =
          (14 + 68) * HALF_UNIT * d0
              + (90 - 122) * HALF_UNIT * d1
              + (-161 + 218) * HALF_UNIT * d2
              + (272 - 390) * HALF_UNIT * d3
              + (-487 + 838) * HALF_UNIT * d4
              + (1125 - 7964) * HALF_UNIT * d5;
      float innerEven =
          (-239 - 155) * HALF_UNIT * s0
              + (240 + 271) * HALF_UNIT * s1
              + (-424 - 477) * HALF_UNIT * s2
              + (730 + 832) * HALF_UNIT * s3
              + (-1364 - 1641) * HALF_UNIT * s4
              + (3810 + 6388) * HALF_UNIT * s5;
      float innerOdd =
          (-239 + 155) * HALF_UNIT * d0
              + (240 - 271) * HALF_UNIT * d1
              + (-424 + 477) * HALF_UNIT * d2
              + (730 - 832) * HALF_UNIT * d3
              + (-1364 + 1641) * HALF_UNIT * d4
              + (3810 - 6388) * HALF_UNIT * d5;
      float outer = Math.abs(outerEven) + Math.abs(outerOdd);
      float inner = Math.abs(innerEven) + Math.abs(innerOdd);
      // the bits of positive floats compare like the numbers, at half the cost
      peak = Math.max(peak, Float.floatToRawIntBits(outer));
      peak = Math.max(peak, Float.floatToRawIntBits(inner));
    }
    return Float.intBitsToFloat(peak);
  }

  private static float peak(float[] c, float[] x, int from, int frames) {
    float c0 = c[0];
    float c1 = c[1];
    float c2 = c[2];
    float c3 = c[3];
    float c4 = c[4];
    float c5 = c[5];
    float c6 = c[6];
    float c7 = c[7];
    float c8 = c[8];
    float c9 = c[9];
    float c10 = c[10];
    float c11 = c[11];
    int peak = 0;
    for (int i = from; i < from + frames; i++) {
      float near = c4 * x[i - 4] + c5 * x[i - 5] + c6 * x[i - 6] + c7 * x[i - 7];
      float left = c8 * x[i - 8] + c9 * x[i - 9] + c10 * x[i - 10] + c11 * x[i - 11];
      float right = c0 * x[i] + c1 * x[i - 1] + c2 * x[i - 2] + c3 * x[i - 3];
      // the bits of positive floats compare like the numbers, at half the cost
      peak = Math.max(peak, Float.floatToRawIntBits(near + (left + right)) & 0x7fffffff);
    }
    return Float.intBitsToFloat(peak);
  }

  /** The largest sample magnitude. NaN counts as more than anything. */
  static float samplePeak(float[] samples, int from, int frames) {
    int peak = 0;
    for (int i = from; i < from + frames; i++) {
      peak = Math.max(peak, Float.floatToRawIntBits(samples[i]) & 0x7fffffff);
    }
    return Float.intBitsToFloat(peak);
  }
}
