package org.audioprocessor.desktop.log;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Severity;
import org.audioprocessor.desktop.work.SessionLog;

/**
 * A displayed event.
 *
 * @param time time of day, to the second
 */
record LogRow(String time, Severity severity, String sentence) {
  static LogRow of(SessionLog.Entry entry, ZoneId zone) {
    DateTimeFormatter clock = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.getDefault());
    return new LogRow(clock.format(entry.at().atZone(zone)), entry.severity(), entry.sentence());
  }

  String mark() {
    return switch (severity) {
      case INFO -> "·";
      case PENDING -> "↻";
      case SUCCESS -> "✓";
      case ERROR -> "✕";
    };
  }

  String styleClass() {
    return switch (severity) {
      case INFO -> "text-muted";
      case PENDING -> "status-resting";
      case SUCCESS -> "status-completed";
      case ERROR -> "status-failed";
    };
  }

  /** Returns the text for a screen reader. */
  String spoken() {
    return time + ", " + Messages.word("log.severity.", severity) + ": " + sentence;
  }

  String line() {
    return time + " " + Messages.word("log.severity.", severity) + " " + sentence;
  }
}
