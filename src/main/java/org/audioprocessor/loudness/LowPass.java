package org.audioprocessor.loudness;

/** A Butterworth low-pass of fourth order for one channel; models an encoder's bandwidth. */
final class LowPass {
  private static final double FIRST_Q = 0.5411961;
  private static final double SECOND_Q = 1.3065630;
  private static final double HIGHEST_OF_RATE = 0.49;
  private static final double NEGLIGIBLE = 1e-30;

  private final boolean everything;
  private final double gain;
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

  LowPass(int sampleRate, double bandwidthHz) {
    everything = bandwidthHz > HIGHEST_OF_RATE * sampleRate;
    double k = Math.tan(Math.PI * Math.min(bandwidthHz / sampleRate, HIGHEST_OF_RATE));
    double first = 1 + k / FIRST_Q + k * k;
    double second = 1 + k / SECOND_Q + k * k;
    gain = k * k / first * (k * k / second);
    a1 = 2 * (k * k - 1) / first;
    a2 = (1 - k / FIRST_Q + k * k) / first;
    c1 = 2 * (k * k - 1) / second;
    c2 = (1 - k / SECOND_Q + k * k) / second;
  }

  /** Filters {@code frames} samples and returns {@code sum} plus the squares. */
  double addSquares(double sum, double[] samples, int frames) {
    return everything ? plainSquares(sum, samples, frames) : filtered(sum, samples, frames);
  }

  private static double plainSquares(double sum, double[] samples, int frames) {
    double total = sum;
    for (int i = 0; i < frames; i++) {
      total += samples[i] * samples[i];
    }
    return total;
  }

  private double filtered(double sum, double[] samples, int frames) {
    double px1 = x1;
    double px2 = x2;
    double ps1 = s1;
    double ps2 = s2;
    double pw1 = w1;
    double pw2 = w2;
    double total = sum;
    for (int i = 0; i < frames; i++) {
      double x = samples[i] * gain;
      double s = x + 2 * px1 + px2 - a2 * ps2 - a1 * ps1;
      double w = s + 2 * ps1 + ps2 - c2 * pw2 - c1 * pw1;
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

  private void keep(double px1, double px2, double ps1, double ps2, double pw1, double pw2) {
    x1 = px1;
    x2 = px2;
    s1 = ps1;
    s2 = ps2;
    w1 = pw1;
    w2 = pw2;
  }

  /** Ends ringing before it becomes denormal numbers. */
  void settle() {
    if (Math.abs(x1) + Math.abs(s1) + Math.abs(s2) + Math.abs(w1) + Math.abs(w2) < NEGLIGIBLE) {
      keep(0, 0, 0, 0, 0, 0);
    }
  }
}
