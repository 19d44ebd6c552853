package org.audioprocessor.desktop.meters;

import org.audioprocessor.desktop.controls.Formats;

/** A level as text, made anew only when its first decimal changes. */
final class CachedText {
  private static final long NOTHING = Long.MIN_VALUE;

  private final String unit;
  private final boolean signed;
  private long tenths;
  private String text;

  /**
   * @param unit stands behind the number, with its space
   * @param signed a plus stands before what is above 0
   */
  CachedText(String unit, boolean signed) {
    this.unit = unit;
    this.signed = signed;
    tenths = NOTHING;
    text = "–" + unit;
  }

  /** NaN is “no value yet”. */
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
