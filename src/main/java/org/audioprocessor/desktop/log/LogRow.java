package org.audioprocessor.desktop.log;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.dialog.Notice;
import org.audioprocessor.desktop.work.SessionLog;

/**
 * One event as it is shown.
 *
 * @param time of the day, to the second
 */
record LogRow(String time, Notice.Tone tone, String sentence) {
  static LogRow of(SessionLog.Entry entry, ZoneId zone) {
    DateTimeFormatter clock = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.getDefault());
    return new LogRow(clock.format(entry.at().atZone(zone)), entry.tone(), entry.sentence());
  }

  String mark() {
    return switch (tone) {
      case CALM -> "·";
      case WAITING -> "↻";
      case GOOD -> "✓";
      case BAD -> "✕";
    };
  }

  String styleClass() {
    return switch (tone) {
      case CALM -> "text-muted";
      case WAITING -> "status-resting";
      case GOOD -> "status-completed";
      case BAD -> "status-failed";
    };
  }

  /** For a screen reader. */
  String spoken() {
    return time + ", " + Messages.word("log.tone.", tone) + ": " + sentence;
  }

  String line() {
    return time + " " + Messages.word("log.tone.", tone) + " " + sentence;
  }
}
