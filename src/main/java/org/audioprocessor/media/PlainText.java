package org.audioprocessor.media;

import org.jspecify.annotations.Nullable;

/** Foreign text made fit for a log, a table or a screen. */
public final class PlainText {
  private PlainText() {}

  /**
   * One line without control characters, bidirectional marks and halves of characters; runs of
   * white space become one space.
   *
   * @param longest in code points; what is longer ends in an ellipsis
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
      } else if (isShown(c)) {
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

  private static boolean isShown(int c) {
    boolean bidirectional =
        c == 0x061C
            || c == 0x200E
            || c == 0x200F
            || (c >= 0x202A && c <= 0x202E)
            || (c >= 0x2066 && c <= 0x2069);
    int type = Character.getType(c);
    return !bidirectional
        && c != 0xFEFF
        && c != 0xFFFD
        && type != Character.SURROGATE
        && type != Character.UNASSIGNED;
  }
}
