package org.audioprocessor.desktop.preview;

import java.util.Locale;

/** Formats times of music, such as “1:12.4”. */
final class PlayTime {
  private PlayTime() {}

  /** Formats position and length such as “1:12.4 / 4:02.0”; empty without a track. */
  static String of(Listening now) {
    if (!now.hasTrack()) {
      return "";
    }
    String length = now.musicSeconds() > 0 ? of(now.musicSeconds()) : "–:––";
    return of(now.positionSeconds()) + " / " + length;
  }

  static String of(double seconds) {
    long tenths = Math.round(Math.max(0, seconds) * 10);
    return String.format(Locale.getDefault(), "%d:%04.1f", tenths / 600, tenths % 600 / 10.0);
  }
}
