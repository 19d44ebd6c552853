package org.audioprocessor.quality.source;

import java.util.ArrayList;
import java.util.List;

/**
 * The analysis filter bank of a lossy codec: every {@code hop} samples it gives a set of
 * coefficients, each the sum of samples times one filter.
 *
 * @param hop samples from one set of coefficients to the next
 * @param period all frames of a file begin at the same place modulo this; a Vorbis stream that
 *     changes between long and short blocks keeps only its place modulo 64
 * @param filters some of its coefficients; the first tap belongs to the earliest sample
 */
record CodecGrid(String codec, int hop, int period, List<double[]> filters) {
  private static final int COUNT = 96;

  /**
   * The lowest coefficient looked at, as a share of the highest: encoders zero the treble first.
   */
  private static final double LOWEST = 0.3;

  /**
   * The grids that may have been used.
   *
   * @param sampleRate in Hz
   * @param top the highest frequency with sound, as a share of half the sample rate
   */
  static List<CodecGrid> at(int sampleRate, double top) {
    List<CodecGrid> grids = new ArrayList<>();
    grids.add(mdct("AAC", 1_024, 1_024, kaiserBesselDerived(1_024, 4), top));
    grids.add(mdct("AAC", 1_024, 1_024, sine(1_024), top));
    grids.add(Mp3Filters.grid(coefficients(576, top)));
    grids.add(mdct("Vorbis", 1_024, 64, vorbis(1_024), top));
    grids.add(mdct("AC-3", 256, 256, kaiserBesselDerived(256, 5), top));
    if (sampleRate == 48_000) {
      grids.add(opus(top));
    }
    return grids;
  }

  private static int[] coefficients(int hop, double top) {
    int[] chosen = new int[COUNT];
    for (int i = 0; i < COUNT; i++) {
      chosen[i] = (int) (hop * top * (LOWEST + (1 - LOWEST) * i / COUNT));
    }
    return chosen;
  }

  /** The modified discrete cosine transform (ISO/IEC 14496-3, 4.6.11; Vorbis I, 4.3.7). */
  private static CodecGrid mdct(String codec, int hop, int period, double[] window, double top) {
    int[] chosen = coefficients(hop, top);
    double[][] filters = new double[chosen.length][2 * hop];
    double scale = Math.sqrt(2.0 / hop);
    for (int i = 0; i < chosen.length; i++) {
      for (int n = 0; n < 2 * hop; n++) {
        double phase = Math.PI / hop * (n + 0.5 + hop / 2.0) * (chosen[i] + 0.5);
        filters[i][n] = scale * window[n] * Math.cos(phase);
      }
    }
    return new CodecGrid(codec, hop, period, List.of(filters));
  }

  /** CELT's frames of 20 ms behind its pre-emphasis (RFC 6716, 4.3.7). */
  private static CodecGrid opus(double top) {
    int hop = 960;
    int overlap = 120;
    double[] window = new double[2 * hop];
    double[] slope = vorbis(overlap);
    int zeros = (hop - overlap) / 2;
    for (int n = 0; n < hop; n++) {
      int in = n - zeros;
      window[n] = in < 0 ? 0 : in < overlap ? slope[in] : 1;
      window[2 * hop - 1 - n] = window[n];
    }
    return new CodecGrid(
        "Opus",
        hop,
        hop,
        mdct("Opus", hop, hop, window, top).filters.stream()
            .map(CodecGrid::afterPreEmphasis)
            .toList());
  }

  private static double[] afterPreEmphasis(double[] filter) {
    double[] result = new double[filter.length + 1];
    for (int n = 0; n < filter.length; n++) {
      result[n + 1] += filter[n];
      result[n] -= 0.85000610 * filter[n];
    }
    return result;
  }

  private static double[] sine(int hop) {
    double[] window = new double[2 * hop];
    for (int n = 0; n < 2 * hop; n++) {
      window[n] = Math.sin(Math.PI / (2 * hop) * (n + 0.5));
    }
    return window;
  }

  private static double[] vorbis(int hop) {
    double[] window = sine(hop);
    for (int n = 0; n < 2 * hop; n++) {
      window[n] = Math.sin(Math.PI / 2 * window[n] * window[n]);
    }
    return window;
  }

  private static double[] kaiserBesselDerived(int hop, double alpha) {
    double[] sums = new double[hop + 1];
    double total = 0;
    for (int n = 0; n <= hop; n++) {
      double x = 2.0 * n / hop - 1;
      total += besselI0(Math.PI * alpha * Math.sqrt(1 - x * x));
      sums[n] = total;
    }
    double[] window = new double[2 * hop];
    for (int n = 0; n < hop; n++) {
      window[n] = Math.sqrt(sums[n] / total);
      window[2 * hop - 1 - n] = window[n];
    }
    return window;
  }

  private static double besselI0(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; term > 1e-12 * sum; k++) {
      term *= x / (2 * k) * (x / (2 * k));
      sum += term;
    }
    return sum;
  }
}
