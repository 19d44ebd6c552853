package org.audioprocessor.quality;

import java.util.Random;

/** Ten seconds of generated music at 48 kHz, and what may happen to it on its way. */
enum Degraded {
  NOISE,
  LOW_PASS,
  COARSE,
  CLIPPED,
  PUMPING,
  GATED_HIGHS,
  ONE_EAR,
  HUM;

  private static final int RATE = 48_000;
  private static final int FRAMES = 10 * RATE;

  /** Plucked harmonic tones of different pitch left and right, with a noise burst a beat. */
  static float[][] music() {
    Random random = new Random(7);
    float[][] music = new float[2][FRAMES];
    for (int beat = 0; beat < 40; beat++) {
      for (int channel = 0; channel < 2; channel++) {
        double hertz = 110 * Math.pow(2, random.nextInt(36) / 12.0);
        pluck(music[channel], beat * RATE / 4, hertz);
        burst(music[channel], beat * RATE / 4, random);
      }
    }
    return music;
  }

  private static void pluck(float[] into, int from, double hertz) {
    for (int harmonic = 1; harmonic <= 20 && harmonic * hertz < 20_000; harmonic++) {
      double radians = 2 * Math.PI * hertz * harmonic / RATE;
      for (int i = 0; i < RATE && from + i < FRAMES; i++) {
        double decay = Math.exp(-i * (3.0 + harmonic) / RATE);
        into[from + i] += (float) (0.2 / harmonic * decay * Math.sin(radians * i));
      }
    }
  }

  private static void burst(float[] into, int from, Random random) {
    for (int i = 0; i < RATE / 10 && from + i < FRAMES; i++) {
      double decay = Math.exp(-i * 40.0 / RATE);
      into[from + i] += (float) (0.1 * decay * (2 * random.nextDouble() - 1));
    }
  }

  /** A copy of {@code music} to which this has happened. */
  float[][] of(float[][] music) {
    Random random = new Random(11);
    float[][] made = new float[2][];
    for (int channel = 0; channel < 2; channel++) {
      float[] samples = music[channel].clone();
      if (this != ONE_EAR || channel == 0) {
        change(samples, random);
      }
      made[channel] = samples;
    }
    return made;
  }

  private void change(float[] samples, Random random) {
    double smooth = 0;
    for (int i = 0; i < samples.length; i++) {
      double x = samples[i];
      double noise = 2 * random.nextDouble() - 1;
      smooth += 0.2 * (x - smooth);
      double highs = x - smooth;
      samples[i] =
          (float)
              switch (this) {
                case NOISE -> x + 0.003 * noise;
                case LOW_PASS -> smooth;
                case COARSE -> Math.rint(x * 256) / 256;
                case CLIPPED -> Math.clamp(x, -0.25, 0.25);
                case PUMPING -> x * (1 + 0.2 * Math.sin(2 * Math.PI * 4 * i / RATE));
                case GATED_HIGHS -> smooth + (i / 1_024 % 3 == 0 ? 0.3 : 1) * highs;
                case ONE_EAR -> x + 0.01 * noise;
                case HUM -> x + 0.002 * Math.sin(2 * Math.PI * 1_500 * i / RATE);
              };
    }
  }
}
