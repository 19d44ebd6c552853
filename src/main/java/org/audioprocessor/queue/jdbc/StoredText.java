package org.audioprocessor.queue.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * What the platform's {@code error_message} can store. An outcome must never fail to be written
 * because its sentence quotes a file's name.
 */
public enum StoredText {
  ALL,
  /** MySQL's utf8mb3: nothing beyond U+FFFF. */
  BASIC_PLANE,
  /** Any other encoding: what all of them share. */
  ASCII;

  /** By the server's name for the encoding. */
  public static StoredText of(@Nullable String encoding) {
    return switch (encoding == null ? "" : encoding.toLowerCase(java.util.Locale.ROOT)) {
      case "utf8mb4", "utf16", "utf32" -> ALL;
      case "utf8mb3", "ucs2" -> BASIC_PLANE;
      default -> ASCII;
    };
  }

  /** With a question mark for each character that cannot be stored. */
  @Nullable
  public String storable(@Nullable String text) {
    if (text == null || this == ALL) {
      return text;
    }
    int last = this == BASIC_PLANE ? Character.MAX_VALUE : 0x7e;
    StringBuilder stored = new StringBuilder();
    text.codePoints()
        .forEach(character -> stored.appendCodePoint(character <= last ? character : '?'));
    return stored.toString();
  }
}
