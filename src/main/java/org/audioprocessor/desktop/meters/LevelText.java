package org.audioprocessor.desktop.meters;

import org.audioprocessor.desktop.controls.Formats;

/**
 * Formats a loudness in LUFS or in LU from the target; creates a new text only when the first
 * decimal changes.
 */
final class LevelText {
  private final double targetLufs;
  private final CachedText absolute;
  private final CachedText relative;

  /**
   * @param withUnit appends the unit to the number
   */
  LevelText(double targetLufs, boolean withUnit) {
    this.targetLufs = targetLufs;
    absolute = new CachedText(withUnit ? " LUFS" : "", false);
    relative = new CachedText(withUnit ? " LU" : "", true);
  }

  /** Formats a loudness; NaN means no value yet. */
  String of(double lufs, boolean inLu) {
    return inLu ? relative.of(lufs - targetLufs) : absolute.of(lufs);
  }

  /** Formats a mark of a scale; 0 LU carries the unit. */
  static String tick(double lu, double targetLufs, boolean inLu) {
    if (!inLu) {
      return number(targetLufs + lu) + (lu == 0 ? " LUFS" : "");
    }
    return lu == 0 ? "0 LU" : (lu > 0 ? "+" : "") + number(lu);
  }

  /** Omits the decimal of whole numbers. */
  private static String number(double value) {
    String text = Formats.level(value);
    return value == Math.rint(value) ? text.substring(0, text.length() - 2) : text;
  }

  /** Formats a level; creates a new text only when the first decimal changes. */
  static final class CachedText {
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
}
