package org.audioprocessor.desktop.meters;

import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.PeakCeiling;

/** Describes the figures for screen readers. */
final class MeterWords {
  private MeterWords() {}

  /**
   * Describes every figure with its unit.
   *
   * @param inLu states loudness relative to the target
   */
  static String of(String caption, MeterFigures now, MeterServices.Limits limits, boolean inLu) {
    double targetLufs = limits.targetLufs();
    double ceiling = limits.ceilingDbtp();
    boolean over = PeakCeiling.isOver(now.highestPeakDbtp(), ceiling);
    String range = now.rangeUnstable ? Messages.text("meters.words.unstable") : "";
    return Messages.text(
        "meters.words",
        caption,
        level(now.momentaryLufs, targetLufs, inLu),
        level(now.shortTermLufs, targetLufs, inLu),
        level(now.integratedLufs, targetLufs, inLu),
        Formats.level(now.rangeLu),
        range,
        level(now.maxMomentaryLufs, targetLufs, inLu),
        level(now.maxShortTermLufs, targetLufs, inLu),
        Formats.level(now.maxTruePeakDbtp[0]),
        Formats.level(now.maxTruePeakDbtp[1]),
        over ? Messages.text("meters.words.over", Formats.level(ceiling)) : "");
  }

  private static String level(double lufs, double targetLufs, boolean inLu) {
    return new LevelText(targetLufs, true).of(lufs, inLu);
  }
}
