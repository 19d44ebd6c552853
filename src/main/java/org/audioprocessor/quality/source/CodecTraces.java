package org.audioprocessor.quality.source;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.audioprocessor.quality.peaq.Fft;
import org.jspecify.annotations.Nullable;

/**
 * Traces of a lossy codec in decoded sound.
 *
 * <p>A lossy encoder sets many coefficients to 0. Its filter bank, applied to the decoded sound,
 * finds these zeros again, but only at the one offset at which its frames began; one sample beside
 * it they are gone. So the mean logarithm of the coefficients has a sharp dip at one offset of a
 * hop, which no other processing causes (Herre and Schug, “Analysis of decompressed audio: the
 * inverse decoder”, AES 109, 2000). The offset is searched in one half of the excerpts, and its
 * depth is measured in the other half.
 */
final class CodecTraces {
  private static final int HALF = 8;
  private static final Fft FFT = new Fft(Excerpts.FRAMES);

  /** An amplitude of 0.3 steps of 16 bits, below which coefficients count as zero. */
  private static final double FLOOR = 0.3 / 32_768;

  private static final int MEDIAN_REACH = 20;
  private static final double LEAST_DEVIATION = 0.1;

  /**
   * The codec whose grid stands out most.
   *
   * @param strength the depth of the dip, in median deviations of the other offsets
   */
  record Trace(String codec, double strength) {}

  private final double[][] spectraRe;
  private final double[][] spectraIm;
  private final long[] starts;

  private CodecTraces(List<Excerpts.Block> blocks) {
    spectraRe = new double[blocks.size()][Excerpts.FRAMES];
    spectraIm = new double[blocks.size()][Excerpts.FRAMES];
    starts = blocks.stream().mapToLong(Excerpts.Block::start).toArray();
    for (int b = 0; b < blocks.size(); b++) {
      for (int i = 0; i < Excerpts.FRAMES; i++) {
        spectraRe[b][i] = blocks.get(b).samples()[i];
      }
      FFT.transform(spectraRe[b], spectraIm[b]);
    }
  }

  /** Null if the excerpts are too few to tell. */
  static @Nullable Trace strongest(List<Excerpts.Block> drawn, int sampleRate, double top) {
    List<Excerpts.Block> bright =
        drawn.stream()
            .sorted(Comparator.comparingDouble(CodecTraces::treble).reversed())
            .limit(Math.max(2, drawn.size() * 3L / 4))
            .sorted(Comparator.comparingLong(block -> Long.reverse(block.start())))
            .limit(2 * HALF)
            .toList();
    if (bright.size() < 2) {
      return null;
    }
    CodecTraces traces = new CodecTraces(bright);
    return CodecGrid.at(sampleRate, top).stream()
        .map(grid -> new Trace(grid.codec(), traces.strength(grid)))
        .max(Comparator.comparingDouble(Trace::strength))
        .orElse(null);
  }

  /** The energy of the second difference. */
  private static double treble(Excerpts.Block block) {
    float[] samples = block.samples();
    double sum = 0;
    for (int i = 2; i < samples.length; i++) {
      double second = samples[i] - 2 * samples[i - 1] + samples[i - 2];
      sum += second * second;
    }
    return sum;
  }

  private double strength(CodecGrid grid) {
    double[][] logarithms = new double[starts.length][grid.hop()];
    for (int i = 0; i + 1 < grid.filters().size(); i += 2) {
      addPair(grid, grid.filters().get(i), grid.filters().get(i + 1), logarithms);
    }
    double[][] halves = new double[2][grid.period()];
    for (int b = 0; b < starts.length; b++) {
      addBlock(grid, b, dips(logarithms[b], MEDIAN_REACH), halves[b % 2]);
    }
    double[] searched = standardised(halves[0]);
    double[] confirmed = standardised(halves[1]);
    int place = 0;
    for (int offset = 1; offset < searched.length; offset++) {
      if (searched[offset] > searched[place]) {
        place = offset;
      }
    }
    return Math.min(searched[place], confirmed[place]);
  }

  /** Adds the deepest dip of a block at each place of the period. */
  private void addBlock(CodecGrid grid, int b, double[] dips, double[] sums) {
    double[] deepest = new double[grid.period()];
    Arrays.fill(deepest, Double.NEGATIVE_INFINITY);
    for (int offset = 0; offset < dips.length; offset++) {
      int place = (int) ((starts[b] + offset) % grid.period());
      deepest[place] = Math.max(deepest[place], dips[offset]);
    }
    for (int place = 0; place < sums.length; place++) {
      sums[place] += deepest[place];
    }
  }

  /** Two filters at once, as the real and the imaginary part of one convolution. */
  private void addPair(CodecGrid grid, double[] first, double[] second, double[][] logarithms) {
    double[] filterRe = reversed(first);
    double[] filterIm = reversed(second);
    FFT.transform(filterRe, filterIm);
    double[] re = new double[Excerpts.FRAMES];
    double[] im = new double[Excerpts.FRAMES];
    for (int b = 0; b < starts.length; b++) {
      for (int k = 0; k < re.length; k++) {
        re[k] = spectraRe[b][k] * filterRe[k] - spectraIm[b][k] * filterIm[k];
        im[k] = -(spectraRe[b][k] * filterIm[k] + spectraIm[b][k] * filterRe[k]);
      }
      FFT.transform(re, im);
      for (int offset = 0; offset < grid.hop(); offset++) {
        int at = offset + first.length - 1;
        double product =
            (Math.abs(re[at]) / re.length + FLOOR) * (Math.abs(im[at]) / re.length + FLOOR);
        logarithms[b][offset] += Math.log(product);
      }
    }
  }

  private static double[] reversed(double[] filter) {
    double[] result = new double[Excerpts.FRAMES];
    for (int n = 0; n < filter.length; n++) {
      result[n] = filter[filter.length - 1 - n];
    }
    return result;
  }

  /** How far each value lies below the median around it. */
  private static double[] dips(double[] values, int reach) {
    int length = values.length;
    double[] dips = new double[length];
    double[] around = new double[2 * reach + 1];
    for (int i = 0; i < length; i++) {
      for (int j = 0; j < around.length; j++) {
        around[j] = values[Math.floorMod(i + j - reach, length)];
      }
      Arrays.sort(around);
      dips[i] = around[reach] - values[i];
    }
    return dips;
  }

  /** The distance of each value from the median, in median deviations. */
  private static double[] standardised(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double median = sorted[sorted.length / 2];
    double[] deviations = Arrays.stream(values).map(v -> Math.abs(v - median)).sorted().toArray();
    double deviation = Math.max(deviations[deviations.length / 2], LEAST_DEVIATION);
    return Arrays.stream(values).map(v -> (v - median) / deviation).toArray();
  }
}
