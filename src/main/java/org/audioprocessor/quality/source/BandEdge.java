package org.audioprocessor.quality.source;

import java.util.List;
import java.util.Locale;
import org.audioprocessor.quality.peaq.Fft;

/** The frequency above which a file is empty, if the sound ends there like a cliff. */
final class BandEdge {
  private static final int HALF = Excerpts.FRAMES / 2;
  private static final Fft FFT = new Fft(HALF);

  private static final double WIDTH_HZ = 400;

  /** The filters of resamplers need up to this share of the frequency on both sides. */
  private static final double TRANSITION = 0.04;

  private static final double CLIFF_DB = 14;
  private static final double LOWEST_HZ = 3_000;
  private static final int STEP = 20;
  private static final double ABOVE_FLOOR_DB = 6;

  private BandEdge() {}

  static void find(List<Excerpts.Block> blocks, int sampleRate, List<SourceFinding> findings) {
    if (blocks.isEmpty()) {
      return;
    }
    double[] power = meanPower(blocks);
    double binHz = sampleRate / (double) Excerpts.FRAMES;
    int width = (int) (WIDTH_HZ / binHz);
    int edge = -1;
    double best = CLIFF_DB;
    double above = Double.NEGATIVE_INFINITY;
    int top = HALF - 2 - width;
    for (int at = top; at > LOWEST_HZ / binHz; at--) {
      int beside = (int) (TRANSITION * at);
      if (at + beside > top) {
        continue;
      }
      above = Math.max(above, level(power, at + beside, at + beside + width));
      double cliff = level(power, at - beside - width, at - beside) - above;
      if (cliff > best) {
        best = cliff;
        edge = at;
      }
    }
    if (edge > 0) {
      double hertz = edge * binHz;
      findings.add(
          new SourceFinding(
              FaultKind.UPSAMPLED,
              0,
              1 - 2 * hertz / sampleRate,
              String.format(
                  Locale.ROOT,
                  "The sound ends at %.1f kHz, as if it came from a lower sample rate than %.1f"
                      + " kHz",
                  hertz / 1000,
                  sampleRate / 1000.0)));
    }
  }

  /** The highest frequency well above the floor, as a share of half the sample rate. */
  static double top(List<Excerpts.Block> blocks) {
    double[] power = meanPower(blocks);
    double floor = Double.POSITIVE_INFINITY;
    for (int bin = 40; bin + STEP < HALF; bin += STEP) {
      floor = Math.min(floor, level(power, bin, bin + STEP));
    }
    int top = HALF - 2 * STEP;
    while (top > HALF / 8 && level(power, top, top + STEP) < floor + ABOVE_FLOOR_DB) {
      top -= STEP;
    }
    return (double) top / HALF;
  }

  private static double level(double[] power, int from, int to) {
    double sum = 0;
    for (int bin = from; bin < to; bin++) {
      sum += power[bin];
    }
    return 10 * Math.log10(sum / (to - from) + 1e-30);
  }

  /** The mean power spectrum behind a Blackman-Harris window, whose side lobes lie at −92 dB. */
  private static double[] meanPower(List<Excerpts.Block> blocks) {
    double[] mean = new double[HALF + 1];
    double[] power = new double[HALF + 1];
    double[] even = new double[HALF];
    double[] odd = new double[HALF];
    for (Excerpts.Block block : blocks) {
      for (int i = 0; i < HALF; i++) {
        even[i] = window(2 * i) * block.samples()[2 * i];
        odd[i] = window(2 * i + 1) * block.samples()[2 * i + 1];
      }
      FFT.realPower(even, odd, power);
      for (int bin = 0; bin <= HALF; bin++) {
        mean[bin] += power[bin] / blocks.size();
      }
    }
    return mean;
  }

  private static double window(int n) {
    double turn = 2 * Math.PI * n / Excerpts.FRAMES;
    return 0.35875
        - 0.48829 * Math.cos(turn)
        + 0.14128 * Math.cos(2 * turn)
        - 0.01168 * Math.cos(3 * turn);
  }
}
