package org.audioprocessor.text;

import org.jspecify.annotations.Nullable;

/** Makes text from outside the program safe for a log, a table, a terminal or a screen. */
public final class PlainText {
  private static final int LONGEST_ESCAPED = 1000;

  private PlainText() {}

  /**
   * Removes control characters, bidirectional marks and unpaired surrogates; runs of white space
   * become one space.
   *
   * @param longest in code points; a longer text is cut and ends in an ellipsis
   * @return null if nothing is left
   */
  public static @Nullable String oneLine(String text, int longest) {
    StringBuilder line = new StringBuilder();
    int length = 0;
    boolean gap = false;
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c)) {
        gap = true;
      } else if (isKept(c)) {
        if (length >= longest) {
          return line.append('…').toString();
        }
        if (gap && length > 0) {
          line.append(' ');
          length++;
        }
        gap = false;
        line.appendCodePoint(c);
        length++;
      }
    }
    return line.isEmpty() ? null : line.toString();
  }

  /**
   * Escapes control and format characters as <code>&#92;u{…}</code>; line breaks and tabs become
   * spaces.
   *
   * @return one line of at most 1000 UTF-16 units; a longer text is cut and ends in an ellipsis
   */
  public static String escaped(String text) {
    StringBuilder line = new StringBuilder();
    text.strip().codePoints().forEach(c -> appendEscaped(line, c));
    if (line.length() <= LONGEST_ESCAPED) {
      return line.toString();
    }
    int end = LONGEST_ESCAPED - 1;
    if (Character.isHighSurrogate(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(0, end) + "…";
  }

  /** Replaces each character that a terminal interprets by U+FFFD; the text stays one line. */
  public static String replaced(String text) {
    return replaced(text, Integer.MAX_VALUE);
  }

  /**
   * Replaces each character that a terminal interprets by U+FFFD.
   *
   * @param longest in code points; a longer text is cut and ends in an ellipsis
   */
  public static String replaced(String text, int longest) {
    StringBuilder line = new StringBuilder();
    text.codePoints().limit(longest).forEach(c -> line.appendCodePoint(isSafe(c) ? c : 0xFFFD));
    return text.codePointCount(0, text.length()) > longest
        ? line.append('…').toString()
        : line.toString();
  }

  /** Whether a character changes the direction of writing (Bidi_Control, UAX #9). */
  public static boolean isBidirectional(int c) {
    return c == 0x061C
        || c == 0x200E
        || c == 0x200F
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }

  /** Whether a character ends a line or controls a terminal. */
  public static boolean isControl(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default -> false;
    };
  }

  private static boolean isKept(int c) {
    int type = Character.getType(c);
    return !isBidirectional(c)
        && c != 0xFEFF
        && c != 0xFFFD
        && type != Character.SURROGATE
        && type != Character.UNASSIGNED;
  }

  private static boolean isSafe(int c) {
    return switch (Character.getType(c)) {
      case Character.SURROGATE -> false;
      // direction marks; the joiners of emoji and of Indic scripts are format characters and stay
      case Character.FORMAT -> c == 0x200C || c == 0x200D;
      default -> !isControl(c);
    };
  }

  private static void appendEscaped(StringBuilder line, int c) {
    if (c == '\n' || c == '\t') {
      line.append(' ');
    } else if (isControl(c)
        || Character.getType(c) == Character.FORMAT
        || Character.getType(c) == Character.SURROGATE) {
      line.append("\\u{").append(Integer.toHexString(c)).append('}');
    } else {
      line.appendCodePoint(c);
    }
  }
}
