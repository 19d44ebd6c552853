package org.audioprocessor.desktop.meters;

import org.audioprocessor.desktop.controls.Formats;

/** Formats a level; creates a new text only when the first decimal changes. */
final class CachedText {
  private static final long NOTHING = Long.MIN_VALUE;

  private final String unit;
  private final boolean signed;
  private long tenths;
  private String text;

  /**
   * @param unit appended to the number, with its space
   * @param signed puts a plus before positive numbers
   */
  CachedText(String unit, boolean signed) {
    this.unit = unit;
    this.signed = signed;
    tenths = NOTHING;
    text = "–" + unit;
  }

  /** Formats a level; NaN means no value yet. */
  String of(double value) {
    long now = Double.isFinite(value) ? Math.round(value * 10) : NOTHING;
    if (now != tenths) {
      tenths = now;
      String sign = signed && now > 0 ? "+" : "";
      text = sign + Formats.level(now == NOTHING ? null : now / 10.0) + unit;
    }
    return text;
  }
}
