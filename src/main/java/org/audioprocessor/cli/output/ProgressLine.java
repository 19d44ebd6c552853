package org.audioprocessor.cli.output;

import java.util.Locale;
import org.audioprocessor.process.Progress;
import org.audioprocessor.process.ProgressEvent;
import org.jspecify.annotations.Nullable;

/**
 * Draws the progress of a track as one line on a terminal: stage, bar, speed, time left. Draws on
 * standard error, and only if standard error is a terminal.
 */
public final class ProgressLine implements Progress, AutoCloseable {
  private static final int BAR = 24;
  private static final String ERASE = "\r\u001b[2K";

  private final Output output;
  private final String name;
  private final int columns;
  private boolean drawn;

  private ProgressLine(Output output, String name, int columns) {
    this.output = output;
    this.name = name;
    this.columns = columns;
  }

  public static ProgressLine of(Output output, String name) {
    return new ProgressLine(output, name, TerminalScreen.columns());
  }

  @Override
  public synchronized void on(ProgressEvent event) {
    if (columns > 0) {
      String line = line(event);
      output.draw(ERASE + line.substring(0, Math.min(line.length(), columns - 1)));
      drawn = true;
    }
  }

  private String line(ProgressEvent event) {
    int full = (int) Math.round(event.fraction() * BAR);
    String bar = "█".repeat(full) + "░".repeat(BAR - full);
    return String.format(
        Locale.ROOT,
        "%-8s %s %3.0f %%%s  %s",
        event.stage().word(),
        bar,
        event.fraction() * 100,
        speed(event),
        name);
  }

  private static String speed(ProgressEvent event) {
    if (event.realtimeFactor() <= 0) {
      return "";
    }
    @Nullable Double left = event.secondsLeft();
    String rest = left == null ? "" : ", " + MeasureFields.duration(left) + " left";
    return String.format(Locale.ROOT, "  %.0f × real time%s", event.realtimeFactor(), rest);
  }

  @Override
  public void close() {
    erase();
  }

  /** Erases the line, so that a result can be printed in its place. */
  public synchronized void erase() {
    if (drawn) {
      output.draw(ERASE);
      drawn = false;
    }
  }
}
