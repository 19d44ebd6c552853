package org.audioprocessor.hls.ts;

/**
 * Arithmetic on timestamps, which have 33 bits and wrap after 26.5 h (ISO/IEC 13818-1, 2.4.3.7).
 */
public final class Pts {
  public static final int TICKS_PER_SECOND = 90_000;

  private static final long WRAP = 1L << 33;

  private Pts() {}

  static long plus(long pts, long ticks) {
    return Math.floorMod(pts + ticks, WRAP);
  }

  /** The difference in ticks, negative if {@code to} is earlier. */
  public static long between(long from, long to) {
    return Math.floorMod(to - from + WRAP / 2, WRAP) - WRAP / 2;
  }
}
