package org.audioprocessor.desktop.meters;

import org.audioprocessor.desktop.controls.Formats;

/** A level as text, made anew only when its first decimal changes. */
final class KeptText {
  private static final long NOTHING = Long.MIN_VALUE;

  private final String unit;
  private long tenths;
  private String text;

  /**
   * @param unit stands behind the number
   */
  KeptText(String unit) {
    this.unit = unit;
    tenths = NOTHING;
    text = "– " + unit;
  }

  /** NaN is “no value yet”. */
  String of(double value) {
    long now = Double.isFinite(value) ? Math.round(value * 10) : NOTHING;
    if (now != tenths) {
      tenths = now;
      text = Formats.level(now == NOTHING ? null : now / 10.0) + " " + unit;
    }
    return text;
  }
}
