package org.audioprocessor.loudness;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Gated means and percentiles of any number of loudness values in constant memory.
 *
 * <p>Bins of 0.01 LU hold a count and the exact sum of energy, so that a gated mean is exact but
 * for the one bin at the gate. Groups of 100 bins carry their totals: a reading touches some 200
 * numbers.
 */
public final class GatedHistogram {
  /** The absolute gate of BS.1770-5, Annex 1. */
  private static final double ABSOLUTE_GATE_LUFS = -70;

  private static final int BINS_PER_LU = 100;
  private static final int GROUPS = 110;
  private static final int BINS = GROUPS * BINS_PER_LU;

  private final int[] counts = new int[BINS];
  private final double[] energies = new double[BINS];
  private final int[] groupCounts = new int[GROUPS];
  private final double[] groupEnergies = new double[GROUPS];
  private long count;
  private double energy;

  /** Adds a block; blocks at or below −70 LUFS are not counted. */
  public void add(double weightedMeanSquare) {
    double lufs = Decibels.lufs(weightedMeanSquare);
    if (!(lufs > ABSOLUTE_GATE_LUFS)) {
      return;
    }
    int bin = binOf(lufs);
    counts[bin]++;
    energies[bin] += weightedMeanSquare;
    groupCounts[bin / BINS_PER_LU]++;
    groupEnergies[bin / BINS_PER_LU] += weightedMeanSquare;
    count++;
    energy += weightedMeanSquare;
  }

  public void clear() {
    Arrays.fill(counts, 0);
    Arrays.fill(energies, 0);
    Arrays.fill(groupCounts, 0);
    Arrays.fill(groupEnergies, 0);
    count = 0;
    energy = 0;
  }

  private static int binOf(double lufs) {
    int bin = (int) ((lufs - ABSOLUTE_GATE_LUFS) * BINS_PER_LU);
    return Math.clamp(bin, 0, BINS - 1);
  }

  /** The relative gate: {@code relativeLu} below the mean of all blocks above −70 LUFS. */
  public OptionalDouble gateLufs(double relativeLu) {
    return count == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Decibels.lufs(energy / count) - relativeLu);
  }

  /** The loudness of the blocks above the relative gate. */
  public OptionalDouble gatedLufs(double relativeLu) {
    if (count == 0) {
      return OptionalDouble.empty();
    }
    int first = firstBinAbove(relativeLu);
    int group = first / BINS_PER_LU;
    double sum = 0;
    long blocks = 0;
    for (int bin = first; bin < (group + 1) * BINS_PER_LU; bin++) {
      sum += energies[bin];
      blocks += counts[bin];
    }
    for (int i = group + 1; i < GROUPS; i++) {
      sum += groupEnergies[i];
      blocks += groupCounts[i];
    }
    return OptionalDouble.of(Decibels.lufs(sum / blocks));
  }

  /** The value at a fraction (0–1) of the values above the relative gate, in ascending order. */
  public OptionalDouble percentileLufs(double fraction, double relativeLu) {
    if (count == 0) {
      return OptionalDouble.empty();
    }
    int first = firstBinAbove(relativeLu);
    long above = countFrom(first);
    // EBU Tech 3342, reference code: round((n − 1) × p) counted from zero
    long rank = Math.round((above - 1) * fraction);
    int bin = first;
    while (rank >= 0) {
      boolean wholeGroup = bin % BINS_PER_LU == 0 && rank >= groupCounts[bin / BINS_PER_LU];
      rank -= wholeGroup ? groupCounts[bin / BINS_PER_LU] : counts[bin];
      bin += wholeGroup ? BINS_PER_LU : 1;
    }
    return OptionalDouble.of(Decibels.lufs(energies[bin - 1] / counts[bin - 1]));
  }

  private int firstBinAbove(double relativeLu) {
    double gate = energy / count * Math.pow(10, -relativeLu / 10);
    double gateLufs = Decibels.lufs(gate);
    if (gateLufs <= ABSOLUTE_GATE_LUFS) {
      return 0;
    }
    int bin = binOf(gateLufs);
    boolean atGateCounts = counts[bin] > 0 && energies[bin] / counts[bin] > gate;
    return atGateCounts ? bin : bin + 1;
  }

  private long countFrom(int first) {
    int group = first / BINS_PER_LU;
    long sum = 0;
    for (int bin = first; bin < (group + 1) * BINS_PER_LU; bin++) {
      sum += counts[bin];
    }
    for (int i = group + 1; i < GROUPS; i++) {
      sum += groupCounts[i];
    }
    return sum;
  }
}
