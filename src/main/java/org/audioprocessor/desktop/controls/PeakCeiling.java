package org.audioprocessor.desktop.controls;

import org.jspecify.annotations.Nullable;

/**
 * When a true peak is marked: above the limiter’s ceiling, as both are shown. The limiter works
 * before the encoder, and an encoder may raise peaks; colour and sign say so.
 */
public final class PeakCeiling {
  /** Says the same as the colour. */
  public static final String SIGN = "▲";

  private PeakCeiling() {}

  /**
   * Compares tenths of a decibel.
   *
   * @param dbtp null or NaN for no value
   */
  public static boolean isOver(@Nullable Double dbtp, double ceilingDbtp) {
    return dbtp != null && !dbtp.isNaN() && Math.round(dbtp * 10) > Math.round(ceilingDbtp * 10);
  }
}
