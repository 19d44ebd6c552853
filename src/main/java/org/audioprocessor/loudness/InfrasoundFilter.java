package org.audioprocessor.loudness;

/**
 * Removes infrasound from stereo: a Butterworth high-pass of fourth order at 12 Hz (−0.07 dB at 20
 * Hz, −10 dB at 9 Hz, −30 dB at 5 Hz). For one thread.
 */
public final class InfrasoundFilter {
  public static final double CUTOFF_HZ = 12;

  private static final double FIRST_Q = 0.5411961;
  private static final double SECOND_Q = 1.3065630;
  private static final double NEGLIGIBLE = 1e-20;

  /** A section is gain × (1, −2, 1) over (1, a1, a2). */
  private final double gain1;

  private final double a11;
  private final double a12;
  private final double gain2;
  private final double a21;
  private final double a22;

  /** Four states for each channel (transposed direct form II). */
  private final double[][] states = new double[2][4];

  public InfrasoundFilter(int sampleRate) {
    double k = Math.tan(Math.PI * CUTOFF_HZ / sampleRate);
    double first = 1 + k / FIRST_Q + k * k;
    double second = 1 + k / SECOND_Q + k * k;
    gain1 = 1 / first;
    a11 = 2 * (k * k - 1) / first;
    a12 = (1 - k / FIRST_Q + k * k) / first;
    gain2 = 1 / second;
    a21 = 2 * (k * k - 1) / second;
    a22 = (1 - k / SECOND_Q + k * k) / second;
  }

  /** Filters in place. */
  public void apply(float[][] stereo, int frames) {
    apply(stereo[0], frames, states[0]);
    apply(stereo[1], frames, states[1]);
  }

  private void apply(float[] samples, int frames, double[] state) {
    double p1 = state[0];
    double q1 = state[1];
    double p2 = state[2];
    double q2 = state[3];
    for (int i = 0; i < frames; i++) {
      double x = samples[i] * gain1;
      double y = x + p1;
      p1 = q1 - 2 * x - a11 * y;
      q1 = x - a12 * y;
      x = y * gain2;
      y = x + p2;
      p2 = q2 - 2 * x - a21 * y;
      q2 = x - a22 * y;
      samples[i] = (float) y;
    }
    boolean silent = Math.abs(p1) + Math.abs(q1) + Math.abs(p2) + Math.abs(q2) < NEGLIGIBLE;
    // ringing ends before it becomes denormal numbers
    state[0] = silent ? 0 : p1;
    state[1] = silent ? 0 : q1;
    state[2] = silent ? 0 : p2;
    state[3] = silent ? 0 : q2;
  }
}
