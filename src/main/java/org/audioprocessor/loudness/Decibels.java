package org.audioprocessor.loudness;

import java.util.OptionalDouble;

/** Converts between ratios and decibels. */
public final class Decibels {
  /** BS.1770-5, Annex 1: a 997 Hz sine of 0 dBFS in one channel reads −3.01 LUFS. */
  private static final double LUFS_OFFSET = -0.691;

  /** Digital silence plus the ringing of a filter; below it a level is "no value". */
  static final double FLOOR_LUFS = -120;

  private static final double FLOOR_MEAN_SQUARE = meanSquare(FLOOR_LUFS);

  private Decibels() {}

  public static double ofAmplitude(double amplitude) {
    return 20 * Math.log10(amplitude);
  }

  public static double toAmplitude(double db) {
    return Math.pow(10, db / 20);
  }

  public static double lufs(double weightedMeanSquare) {
    return LUFS_OFFSET + 10 * Math.log10(weightedMeanSquare);
  }

  public static double meanSquare(double lufs) {
    return Math.pow(10, (lufs - LUFS_OFFSET) / 10);
  }

  static OptionalDouble lufsOrNone(double weightedMeanSquare) {
    return weightedMeanSquare > FLOOR_MEAN_SQUARE
        ? OptionalDouble.of(lufs(weightedMeanSquare))
        : OptionalDouble.empty();
  }

  static OptionalDouble peakOrNone(double amplitude) {
    return amplitude > 0 ? OptionalDouble.of(ofAmplitude(amplitude)) : OptionalDouble.empty();
  }
}
