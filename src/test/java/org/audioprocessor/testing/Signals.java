package org.audioprocessor.testing;

import java.util.Arrays;
import java.util.Random;

/**
 * Test signals as {@code float[2][n]}; dBFS is the peak level of a channel, as in EBU Tech 3341.
 */
public final class Signals {
  private static final double TONE_HZ = 1000;
  private static final int EDGE_FRAMES_AT_4_FS = 96;

  private Signals() {}

  /** A stretch of tone: how long, and how loud (peak, dBFS); −∞ is silence. */
  public record Segment(double seconds, double dbfs) {}

  /** A segment of silence. */
  public static Segment silent(double seconds) {
    return new Segment(seconds, Double.NEGATIVE_INFINITY);
  }

  /** A segment of tone. */
  public static Segment at(double dbfs, double seconds) {
    return new Segment(seconds, dbfs);
  }

  /** A 1 kHz sine in both channels whose phase runs on from segment to segment. */
  public static float[][] tone(int sampleRate, Segment... segments) {
    double seconds = Arrays.stream(segments).mapToDouble(Segment::seconds).sum();
    float[] samples = new float[frames(seconds, sampleRate)];
    double end = 0;
    int frame = 0;
    for (Segment segment : segments) {
      end += segment.seconds();
      double amplitude = amplitude(segment.dbfs());
      for (; frame < Math.min(samples.length, frames(end, sampleRate)); frame++) {
        double phase = 2 * Math.PI * TONE_HZ * frame / sampleRate;
        samples[frame] = (float) (amplitude * Math.sin(phase));
      }
    }
    return both(samples);
  }

  /** Digital silence. */
  public static float[][] silence(int sampleRate, double seconds) {
    return new float[2][frames(seconds, sampleRate)];
  }

  /** A sine with 10 ms fades at both ends. */
  public static float[][] sine(
      int sampleRate, double seconds, double hz, double amplitude, double phaseDegrees) {
    float[] samples = new float[frames(seconds, sampleRate)];
    int fade = sampleRate / 100;
    for (int i = 0; i < samples.length; i++) {
      double edge = Math.min(1, Math.min(i, samples.length - 1 - i) / (double) fade);
      double phase = 2 * Math.PI * hz * i / sampleRate + Math.toRadians(phaseDegrees);
      samples[i] = (float) (amplitude * edge * Math.sin(phase));
    }
    return both(samples);
  }

  /** A square wave with vertical edges. */
  public static float[][] square(int sampleRate, double seconds, double hz, double amplitude) {
    float[] samples = new float[frames(seconds, sampleRate)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) ((i * hz / sampleRate) % 1 < 0.5 ? amplitude : -amplitude);
    }
    return both(samples);
  }

  /** White noise, uniform in ±amplitude, independent in the two channels. */
  public static float[][] whiteNoise(int sampleRate, double seconds, double amplitude, long seed) {
    Random random = new Random(seed);
    float[][] noise = silence(sampleRate, seconds);
    for (float[] channel : noise) {
      for (int i = 0; i < channel.length; i++) {
        channel[i] = (float) (amplitude * (2 * random.nextDouble() - 1));
      }
    }
    return noise;
  }

  /** Pink noise of roughly {@code amplitude} at its peaks, independent in the two channels. */
  public static float[][] pinkNoise(int sampleRate, double seconds, double amplitude, long seed) {
    float[][] noise = whiteNoise(sampleRate, seconds, amplitude, seed);
    for (float[] channel : noise) {
      double slow = 0;
      double middle = 0;
      double fast = 0;
      for (int i = 0; i < channel.length; i++) {
        double white = channel[i];
        slow = 0.99765 * slow + white * 0.0990460;
        middle = 0.96300 * middle + white * 0.2965164;
        fast = 0.57000 * fast + white * 1.0526913;
        channel[i] = (float) ((slow + middle + fast + white * 0.1848) * 0.2);
      }
    }
    return noise;
  }

  /** Silence with single samples of ±amplitude at random places. */
  public static float[][] clicks(int sampleRate, double seconds, double amplitude, long seed) {
    Random random = new Random(seed);
    float[][] clicks = silence(sampleRate, seconds);
    for (int i = 0; i < seconds * 40; i++) {
      int at = random.nextInt(clicks[0].length);
      clicks[random.nextInt(2)][at] = (float) (random.nextBoolean() ? amplitude : -amplitude);
    }
    return clicks;
  }

  /**
   * EBU Tech 3341, cases 20 to 23: a sine of fs/6 at 0.50 that holds one period of fs/4 at 1.00,
   * made at 4 fs, low-passed and decimated with an offset of 0 to 3 samples.
   */
  public static float[][] burstBetweenSamples(int sampleRate, int offset) {
    int lead = 24 * 500;
    double[] oversampled = new double[2 * lead + 16];
    for (int i = 0; i < oversampled.length; i++) {
      boolean burst = i >= lead && i < lead + 16;
      double phase = burst ? (i - lead) / 16.0 : (i < lead ? i : i - 16) / 24.0;
      double edge = Math.min(1, Math.min(i, oversampled.length - 1 - i) / (lead / 4.0));
      oversampled[i] = edge * (burst ? 1.0 : 0.5) * Math.sin(2 * Math.PI * phase);
    }
    float[] samples = new float[oversampled.length / 4 - 1];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) lowPassed(oversampled, 4 * i + offset);
    }
    return both(samples);
  }

  /** A windowed sinc that passes up to fs/2 of the decimated signal. */
  private static double lowPassed(double[] samples, int centre) {
    double sum = 0;
    double weights = 0;
    for (int k = -EDGE_FRAMES_AT_4_FS; k <= EDGE_FRAMES_AT_4_FS; k++) {
      double sinc = k == 0 ? 1 : Math.sin(Math.PI * k / 4) / (Math.PI * k / 4);
      double weight = sinc * (0.5 + 0.5 * Math.cos(Math.PI * k / (EDGE_FRAMES_AT_4_FS + 1)));
      weights += weight;
      int at = centre + k;
      sum += at >= 0 && at < samples.length ? weight * samples[at] : 0;
    }
    return sum / weights;
  }

  /**
   * Something like music: chords under a beat with sharp attacks, one section per level. A level is
   * roughly the section's peak in dBFS.
   */
  public static float[][] music(int sampleRate, long seed, Segment... sections) {
    Random random = new Random(seed);
    double seconds = Arrays.stream(sections).mapToDouble(Segment::seconds).sum();
    float[][] music = silence(sampleRate, seconds);
    double[] roots = {110, 130.81, 146.83, 98};
    double start = 0;
    for (Segment section : sections) {
      double amplitude = amplitude(section.dbfs());
      int first = frames(start, sampleRate);
      int last = Math.min(music[0].length, frames(start + section.seconds(), sampleRate));
      for (int i = first; i < last; i++) {
        double time = (double) i / sampleRate;
        double root = roots[(int) (time / 2) % roots.length];
        double beat = Math.exp(-12 * (time * 2 % 1));
        double hat = Math.exp(-60 * (time * 4 % 1)) * (random.nextDouble() - 0.5);
        double kick = beat * Math.sin(2 * Math.PI * 55 * time);
        double swell = 0.75 + 0.25 * Math.sin(2 * Math.PI * 0.23 * time);
        double chord = 0.3 * swell * chord(root, time);
        double pan = 0.2 * Math.sin(2 * Math.PI * 0.1 * time);
        music[0][i] = (float) (amplitude * ((1 + pan) * chord + 0.45 * kick + 0.5 * hat));
        music[1][i] = (float) (amplitude * ((1 - pan) * chord + 0.45 * kick - 0.5 * hat));
      }
      start += section.seconds();
    }
    return music;
  }

  private static double chord(double root, double time) {
    double sum = 0;
    double[] ratios = {1, 1.26, 1.5, 2, 4, 8};
    for (int i = 0; i < ratios.length; i++) {
      sum += Math.sin(2 * Math.PI * root * ratios[i] * time + i) / (i + 1.5);
    }
    return sum * 0.6;
  }

  /** One channel's samples as both channels. */
  public static float[][] both(float[] samples) {
    return new float[][] {samples, samples.clone()};
  }

  /** The number of frames in {@code seconds}. */
  public static int frames(double seconds, int sampleRate) {
    return (int) Math.round(seconds * sampleRate);
  }

  private static double amplitude(double dbfs) {
    return Math.pow(10, dbfs / 20);
  }
}
