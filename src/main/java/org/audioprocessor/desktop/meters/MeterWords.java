package org.audioprocessor.desktop.meters;

import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Messages;

/** The figures in words, for those who do not see the bars. */
final class MeterWords {
  private MeterWords() {}

  static String of(String caption, MeterFigures now) {
    String range = now.rangeUnstable ? Messages.text("meters.words.unstable") : "";
    return Messages.text(
        "meters.words",
        caption,
        Formats.level(now.momentaryLufs),
        Formats.level(now.shortTermLufs),
        Formats.level(now.integratedLufs),
        Formats.level(now.rangeLu),
        range,
        Formats.level(now.maxTruePeakDbtp[0]),
        Formats.level(now.maxTruePeakDbtp[1]));
  }
}
