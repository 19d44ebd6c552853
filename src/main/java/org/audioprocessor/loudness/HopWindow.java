package org.audioprocessor.loudness;

import java.util.Arrays;

/** The energy of the last 3 s in hops of 10 ms. */
public final class HopWindow {
  public static final int HOPS_PER_SECOND = 100;
  public static final int MOMENTARY_HOPS = 40;
  public static final int SHORT_TERM_HOPS = 300;

  private final double[] energies = new double[SHORT_TERM_HOPS];
  private final int[] lengths = new int[SHORT_TERM_HOPS];
  private int next;
  private long hops;

  /**
   * The frame at which hop {@code hop} begins: rounded from zero, so that odd rates do not drift.
   */
  static long startOf(long hop, int sampleRate) {
    return (hop * sampleRate + HOPS_PER_SECOND / 2) / HOPS_PER_SECOND;
  }

  public void add(double energy, int frames) {
    energies[next] = energy;
    lengths[next] = frames;
    next = next + 1 == SHORT_TERM_HOPS ? 0 : next + 1;
    hops++;
  }

  public long hops() {
    return hops;
  }

  public void clear() {
    Arrays.fill(energies, 0);
    Arrays.fill(lengths, 0);
    next = 0;
    hops = 0;
  }

  /** Mean square of the last 400 ms; 0 before 400 ms were fed. */
  public double momentary() {
    if (hops < MOMENTARY_HOPS) {
      return 0;
    }
    double energy = 0;
    long frames = 0;
    for (int back = 1; back <= MOMENTARY_HOPS; back++) {
      int hop = next - back < 0 ? next - back + SHORT_TERM_HOPS : next - back;
      energy += energies[hop];
      frames += lengths[hop];
    }
    return energy / frames;
  }

  /** Mean square of the last 3 s; 0 before 3 s were fed. */
  public double shortTerm() {
    if (hops < SHORT_TERM_HOPS) {
      return 0;
    }
    double even = 0;
    double odd = 0;
    long frames = 0;
    // summed afresh each time: a running difference would remember loud passages as rounding errors
    for (int hop = 0; hop < SHORT_TERM_HOPS; hop += 2) {
      even += energies[hop];
      odd += energies[hop + 1];
      frames += lengths[hop] + lengths[hop + 1];
    }
    return (even + odd) / frames;
  }
}
