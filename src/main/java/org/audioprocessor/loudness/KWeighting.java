package org.audioprocessor.loudness;

/**
 * The K-weighting of ITU-R BS.1770-5, Annex 1, for one channel: a high shelf, then a high-pass.
 *
 * <p>48 kHz uses the table's coefficients; other rates derive them from the analogue prototype
 * behind the table (bilinear transform, pre-warped).
 */
final class KWeighting {
  private static final double SHELF_HZ = 1681.974450955533;
  private static final double SHELF_GAIN_DB = 3.999843853973347;
  private static final double SHELF_Q = 0.7071752369554196;
  private static final double SHELF_BAND_EXPONENT = 0.4996667741545416;
  private static final double HIGH_PASS_HZ = 38.13547087602444;
  private static final double HIGH_PASS_Q = 0.5003270373238773;

  /** Smaller states are ringing on its way to denormal numbers, which cost 100 cycles each. */
  private static final double NEGLIGIBLE = 1e-30;

  private final double b0;
  private final double b1;
  private final double b2;
  private final double a1;
  private final double a2;
  private final double c1;
  private final double c2;

  private double x1;
  private double x2;
  private double s1;
  private double s2;
  private double w1;
  private double w2;

  KWeighting(int sampleRate) {
    double[] shelf = sampleRate == 48_000 ? tableShelf() : shelf(sampleRate);
    b0 = shelf[0];
    b1 = shelf[1];
    b2 = shelf[2];
    a1 = shelf[3];
    a2 = shelf[4];
    double[] highPass = sampleRate == 48_000 ? tableHighPass() : highPass(sampleRate);
    c1 = highPass[0];
    c2 = highPass[1];
  }

  private static double[] tableShelf() {
    return new double[] {
      1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585
    };
  }

  private static double[] tableHighPass() {
    return new double[] {-1.99004745483398, 0.99007225036621};
  }

  static double[] shelf(double sampleRate) {
    double k = Math.tan(Math.PI * SHELF_HZ / sampleRate);
    double high = Decibels.toAmplitude(SHELF_GAIN_DB);
    double band = Math.pow(high, SHELF_BAND_EXPONENT);
    double a0 = 1 + k / SHELF_Q + k * k;
    return new double[] {
      (high + band * k / SHELF_Q + k * k) / a0,
      2 * (k * k - high) / a0,
      (high - band * k / SHELF_Q + k * k) / a0,
      2 * (k * k - 1) / a0,
      (1 - k / SHELF_Q + k * k) / a0
    };
  }

  /** The two feedback coefficients; the others are 1, −2, 1 at every rate, as in the table. */
  static double[] highPass(double sampleRate) {
    double k = Math.tan(Math.PI * HIGH_PASS_HZ / sampleRate);
    double a0 = 1 + k / HIGH_PASS_Q + k * k;
    return new double[] {2 * (k * k - 1) / a0, (1 - k / HIGH_PASS_Q + k * k) / a0};
  }

  /**
   * Filters and returns {@code sum} plus the squares. The sum is a parameter so that the order of
   * additions, and thereby the last bit, does not depend on the block sizes. Samples that are not
   * normal finite numbers count as zero.
   */
  double addSquares(double sum, float[] samples, int offset, int frames) {
    double px1 = x1;
    double px2 = x2;
    double ps1 = s1;
    double ps2 = s2;
    double pw1 = w1;
    double pw2 = w2;
    double total = sum;
    for (int i = offset; i < offset + frames; i++) {
      double x = normalOrZero(samples[i]);
      double s = b0 * x + b1 * px1 + b2 * px2 - a2 * ps2 - a1 * ps1;
      double w = s - 2 * ps1 + ps2 - c2 * pw2 - c1 * pw1;
      total += w * w;
      px2 = px1;
      px1 = x;
      ps2 = ps1;
      ps1 = s;
      pw2 = pw1;
      pw1 = w;
    }
    keep(px1, px2, ps1, ps2, pw1, pw2);
    return total;
  }

  /** Filters into {@code out}, from its start. */
  void filter(float[] samples, int offset, int frames, double[] out) {
    double px1 = x1;
    double px2 = x2;
    double ps1 = s1;
    double ps2 = s2;
    double pw1 = w1;
    double pw2 = w2;
    for (int i = 0; i < frames; i++) {
      double x = normalOrZero(samples[offset + i]);
      double s = b0 * x + b1 * px1 + b2 * px2 - a2 * ps2 - a1 * ps1;
      double w = s - 2 * ps1 + ps2 - c2 * pw2 - c1 * pw1;
      out[i] = w;
      px2 = px1;
      px1 = x;
      ps2 = ps1;
      ps1 = s;
      pw2 = pw1;
      pw1 = w;
    }
    keep(px1, px2, ps1, ps2, pw1, pw2);
  }

  /** Short, so that every compiler inlines it: zero and infinity have the extreme exponents. */
  private static double normalOrZero(float sample) {
    int exponent = Float.floatToRawIntBits(sample) & 0x7f800000;
    return exponent == 0 || exponent == 0x7f800000 ? 0 : sample;
  }

  private void keep(double px1, double px2, double ps1, double ps2, double pw1, double pw2) {
    x1 = px1;
    x2 = px2;
    s1 = ps1;
    s2 = ps2;
    w1 = pw1;
    w2 = pw2;
  }

  /** Ends inaudible ringing; called at the same frames for all block sizes. */
  void settle() {
    double loudest =
        Math.max(
            Math.max(Math.abs(s1), Math.abs(s2)),
            Math.max(Math.max(Math.abs(w1), Math.abs(w2)), Math.abs(x1)));
    if (loudest < NEGLIGIBLE) {
      clear();
    }
  }

  void clear() {
    keep(0, 0, 0, 0, 0, 0);
  }
}
