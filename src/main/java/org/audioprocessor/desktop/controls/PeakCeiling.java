package org.audioprocessor.desktop.controls;

import org.jspecify.annotations.Nullable;

/**
 * Decides when a true peak is marked: above the limiter's ceiling, compared as displayed. The
 * limiter works before the encoder, and an encoder may raise peaks.
 */
public final class PeakCeiling {
  /** Has the same meaning as the colour. */
  public static final String SIGN = "▲";

  private PeakCeiling() {}

  /**
   * Compares in tenths of a decibel.
   *
   * @param dbtp null or NaN for no value
   */
  public static boolean isOver(@Nullable Double dbtp, double ceilingDbtp) {
    return dbtp != null && !dbtp.isNaN() && Math.round(dbtp * 10) > Math.round(ceilingDbtp * 10);
  }
}
