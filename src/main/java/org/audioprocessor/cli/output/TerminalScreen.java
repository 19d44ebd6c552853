package org.audioprocessor.cli.output;

import java.io.Console;
import java.io.IOException;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.WCWidth;

/** The width of the terminal, and text that is cut to it. */
public final class TerminalScreen {
  private static final int DEFAULT_COLUMNS = 80;

  private TerminalScreen() {}

  static boolean isThere() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  /** The terminal's width; 0 without a terminal. */
  public static int columns() {
    if (!isThere()) {
      return 0;
    }
    try (Terminal terminal = TerminalBuilder.builder().dumb(true).build()) {
      int width = terminal.getSize().getColumns();
      return width > 0 ? width : DEFAULT_COLUMNS;
    } catch (IOException e) {
      return DEFAULT_COLUMNS; // a wrong width only affects the layout
    }
  }

  /**
   * Cuts a text that is too wide and appends an ellipsis.
   *
   * @param columns 0: no limit
   */
  public static String clipped(String text, int columns) {
    if (columns == 0 || width(text) <= columns) {
      return text;
    }
    StringBuilder cut = new StringBuilder();
    int used = 0;
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int c = text.codePointAt(at);
      used += width(c);
      if (used > columns - 1) {
        break;
      }
      cut.appendCodePoint(c);
    }
    return cut.append('…').toString();
  }

  /** Cuts a text, or pads it with spaces, to a width. */
  public static String cell(String text, int columns) {
    String shown = clipped(text, columns);
    return shown + " ".repeat(Math.max(0, columns - width(shown)));
  }

  /** Returns the width in columns: CJK characters and emoji take two, combining marks none. */
  static int width(String text) {
    return text.codePoints().map(TerminalScreen::width).sum();
  }

  private static int width(int codePoint) {
    return Math.max(0, WCWidth.wcwidth(codePoint));
  }
}
