package org.audioprocessor.loudness;

import java.util.Arrays;

/**
 * A Chebyshev low-pass of eighth order for one channel; models an encoder's bandwidth: 0.05 dB of
 * ripple below it, 18 dB down a fifth of an octave above.
 */
final class LowPass {
  private static final int SECTIONS = 4;
  private static final double RIPPLE_DB = 0.05;
  private static final double HIGHEST_OF_RATE = 0.49;
  private static final double NEGLIGIBLE = 1e-30;

  private final boolean everything;

  /** Feedback coefficients of each section; each has a double zero at the Nyquist frequency. */
  private final double[] a1 = new double[SECTIONS];

  private final double[] a2 = new double[SECTIONS];
  private final double gain;

  /** Both states of each section (transposed direct form II). */
  private final double[] states = new double[2 * SECTIONS];

  LowPass(int sampleRate, double bandwidthHz) {
    everything = bandwidthHz > HIGHEST_OF_RATE * sampleRate;
    double k = Math.tan(Math.PI * Math.min(bandwidthHz / sampleRate, HIGHEST_OF_RATE));
    double ripple = Math.sqrt(Math.pow(10, RIPPLE_DB / 10) - 1);
    int order = 2 * SECTIONS;
    double width = asinh(1 / ripple) / order;
    double product = Decibels.toAmplitude(-RIPPLE_DB / 2);
    for (int section = 0; section < SECTIONS; section++) {
      double angle = Math.PI * (2 * section + 1) / (2.0 * order);
      double real = -Math.sinh(width) * Math.sin(angle) * k;
      double imaginary = Math.cosh(width) * Math.cos(angle) * k;
      double square = real * real + imaginary * imaginary;
      double a0 = 1 - 2 * real + square;
      a1[section] = 2 * (square - 1) / a0;
      a2[section] = (1 + 2 * real + square) / a0;
      product *= square / a0;
    }
    gain = product;
  }

  private static double asinh(double x) {
    return Math.log(x + Math.sqrt(x * x + 1));
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

  /** All sections in one loop: a processor works on them at the same time. */
  private double filtered(double sum, double[] samples, int frames) {
    double p0 = states[0];
    double q0 = states[1];
    double p1 = states[2];
    double q1 = states[3];
    double p2 = states[4];
    double q2 = states[5];
    double p3 = states[6];
    double q3 = states[7];
    double total = sum;
    for (int i = 0; i < frames; i++) {
      double x = samples[i] * gain;
      double y = x + p0;
      p0 = 2 * x - a1[0] * y + q0;
      q0 = x - a2[0] * y;
      x = y;
      y = x + p1;
      p1 = 2 * x - a1[1] * y + q1;
      q1 = x - a2[1] * y;
      x = y;
      y = x + p2;
      p2 = 2 * x - a1[2] * y + q2;
      q2 = x - a2[2] * y;
      x = y;
      y = x + p3;
      p3 = 2 * x - a1[3] * y + q3;
      q3 = x - a2[3] * y;
      total += y * y;
    }
    states[0] = p0;
    states[1] = q0;
    states[2] = p1;
    states[3] = q1;
    states[4] = p2;
    states[5] = q2;
    states[6] = p3;
    states[7] = q3;
    return total;
  }

  /** Ends ringing before it becomes denormal numbers. */
  void settle() {
    double sum = 0;
    for (double state : states) {
      sum += Math.abs(state);
    }
    if (sum < NEGLIGIBLE) {
      Arrays.fill(states, 0);
    }
  }
}
