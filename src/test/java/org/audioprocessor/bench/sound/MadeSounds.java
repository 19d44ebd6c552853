package org.audioprocessor.bench.sound;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Generated excerpts of kinds of sound that no package holds: applause, castanets, a choir, chips.
 */
final class MadeSounds {
  private static final int RATE = 44_100;
  private static final int FRAMES = MusicExcerpt.SECONDS * RATE;

  private MadeSounds() {}

  static List<MusicExcerpt> all() {
    List<MusicExcerpt> all = new ArrayList<>();
    all.add(made("applause", "made-hall", claps(400, 0.012, 1_200)));
    all.add(made("applause", "made-sparse", claps(25, 0.008, 1_800)));
    all.add(made("transients", "made-castanets", castanets(0.125)));
    all.add(made("transients", "made-castanets-roll", castanets(0.045)));
    all.add(made("a cappella", "made-choir", choir(new double[] {130.8, 196, 261.6, 329.6})));
    all.add(made("a cappella", "made-high-choir", choir(new double[] {220, 277.2, 329.6, 440})));
    all.add(made("chiptune", "made-squares", chips(0.5)));
    all.add(made("chiptune", "made-thin-pulses", chips(0.125)));
    return all;
  }

  private static MusicExcerpt made(String kind, String name, float[][] samples) {
    return new MusicExcerpt(kind, name, RATE, samples);
  }

  /** Bursts of noise around a frequency, each at its own place, level and moment. */
  private static float[][] claps(double perSecond, double decaySeconds, double hertz) {
    Random random = new Random(7);
    float[][] out = new float[2][FRAMES];
    int count = (int) (perSecond * MusicExcerpt.SECONDS);
    for (int i = 0; i < count; i++) {
      double centre = hertz * Math.exp(0.5 * random.nextGaussian());
      double level = 0.2 * Math.exp(0.6 * random.nextGaussian());
      burst(out, random, random.nextInt(FRAMES), centre, decaySeconds, level);
    }
    return out;
  }

  private static float[][] castanets(double beatSeconds) {
    Random random = new Random(11);
    float[][] out = new float[2][FRAMES];
    for (double at = 0.1; at < MusicExcerpt.SECONDS - 0.1; at += beatSeconds) {
      double level = random.nextInt(4) == 0 ? 0.9 : 0.5;
      int start = (int) ((at + 0.004 * random.nextGaussian()) * RATE);
      burst(out, random, start, 2_400 + 300 * random.nextGaussian(), 0.006, level);
      burst(out, random, start, 5_100 + 500 * random.nextGaussian(), 0.003, level);
    }
    return out;
  }

  /** Noise through a resonator of that frequency, with a sudden start and an exponential decay. */
  private static void burst(
      float[][] out, Random random, int start, double hertz, double decaySeconds, double level) {
    double pan = random.nextDouble();
    double turn = 2 * Math.PI * Math.clamp(hertz, 200, 12_000) / RATE;
    double radius = Math.exp(-turn / 6);
    double before = 0;
    double beforeThat = 0;
    int length = (int) Math.min(FRAMES - start, 8 * decaySeconds * RATE);
    for (int i = 0; i < length; i++) {
      double envelope = Math.exp(-i / (decaySeconds * RATE));
      double now =
          (1 - radius) * random.nextGaussian() * envelope
              + 2 * radius * Math.cos(turn) * before
              - radius * radius * beforeThat;
      beforeThat = before;
      before = now;
      out[0][start + i] += (float) (level * pan * now);
      out[1][start + i] += (float) (level * (1 - pan) * now);
    }
  }

  /** Sung vowels: pulses with vibrato through three formants, four singers a part, and breath. */
  private static float[][] choir(double[] parts) {
    Random random = new Random(13);
    float[][] out = new float[2][FRAMES];
    double[][] vowels = {{730, 1_090, 2_440}, {530, 1_840, 2_480}, {570, 840, 2_410}};
    for (double hertz : parts) {
      for (int singer = 0; singer < 4; singer++) {
        sing(out, random, hertz * Math.exp(0.004 * random.nextGaussian()), vowels);
      }
    }
    return out;
  }

  private static void sing(float[][] out, Random random, double hertz, double[][] vowels) {
    double pan = random.nextDouble();
    double vibrato = 4.5 + random.nextDouble();
    double phase = random.nextDouble();
    double[][] state = new double[3][2];
    for (int i = 0; i < FRAMES; i++) {
      double seconds = (double) i / RATE;
      double step = hertz * (1 + 0.008 * Math.sin(2 * Math.PI * vibrato * seconds)) / RATE;
      phase += step;
      double source = 0.002 * random.nextGaussian();
      if (phase >= 1) {
        phase -= 1;
        source += 1;
      }
      double[] vowel = vowels[(int) (seconds / 1.5) % vowels.length];
      double sum = 0;
      for (int formant = 0; formant < 3; formant++) {
        double turn = 2 * Math.PI * vowel[formant] / RATE;
        double radius = Math.exp(-Math.PI * (60 + 40 * formant) / RATE);
        double[] s = state[formant];
        double now =
            (1 - radius) * source + 2 * radius * Math.cos(turn) * s[0] - radius * radius * s[1];
        s[1] = s[0];
        s[0] = now;
        sum += now / (formant + 1);
      }
      double note = Math.min(1, 8 * (seconds % 1.5)) * Math.min(1, 8 * (1.5 - seconds % 1.5));
      out[0][i] += (float) (pan * note * sum);
      out[1][i] += (float) ((1 - pan) * note * sum);
    }
  }

  /** Arpeggios of pulses, a triangle as bass, and bursts of noise as drums. */
  private static float[][] chips(double duty) {
    Random random = new Random(17);
    float[][] out = new float[2][FRAMES];
    double[] chord = {261.6, 329.6, 392, 523.3};
    double[] bass = {65.4, 98, 110, 87.3};
    double lead = 0;
    double low = 0;
    double noise = 0;
    for (int i = 0; i < FRAMES; i++) {
      double seconds = (double) i / RATE;
      lead += chord[(int) (seconds * 16) % chord.length] * (1 + (int) (seconds / 3) % 2) / RATE;
      low += bass[(int) seconds % bass.length] / RATE;
      if (i % 4 == 0) {
        noise = random.nextBoolean() ? 1 : -1;
      }
      double drum = noise * Math.exp(-30 * (seconds * 4 % 1));
      double pulse = lead % 1 < duty ? 1 : -1;
      double triangle = 4 * Math.abs(low % 1 - 0.5) - 1;
      out[0][i] = (float) (0.25 * pulse + 0.3 * triangle + 0.1 * drum);
      out[1][i] = (float) (0.15 * pulse + 0.3 * triangle + 0.2 * drum);
    }
    return out;
  }
}
