package org.audioprocessor.queue.jdbc;

/** Text from outside, made fit for a table, a log and a screen. */
public final class SingleLineText {
  private static final int LONGEST = 1000;

  private SingleLineText() {}

  /** One line of at most 1000 UTF-16 units; control and bidirectional characters are escaped. */
  public static String of(String text) {
    StringBuilder line = new StringBuilder();
    text.strip().codePoints().forEach(character -> append(line, character));
    if (line.length() <= LONGEST) {
      return line.toString();
    }
    int end = LONGEST - 1;
    if (Character.isHighSurrogate(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(0, end) + "…";
  }

  private static void append(StringBuilder line, int character) {
    switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          line.append(character == '\n' || character == '\t' ? " " : escaped(character));
      default -> line.appendCodePoint(character);
    }
  }

  private static String escaped(int character) {
    return "\\u{" + Integer.toHexString(character) + "}";
  }
}
