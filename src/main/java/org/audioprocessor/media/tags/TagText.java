package org.audioprocessor.media.tags;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The text of a tag.
 *
 * @param text as declared; without a declared encoding, one character for each byte
 * @param declared whether the encoding can represent every letter
 */
public record TagText(String text, boolean declared) {

  /** Reads ID3v1, RIFF INFO and ID3v2 frames marked as Latin-1, which contain any encoding. */
  static TagText undeclared(byte[] bytes) {
    return new TagText(until0(new String(bytes, StandardCharsets.ISO_8859_1)), false);
  }

  /** Reads text of containers that declare UTF-8; invalid bytes mean another encoding. */
  public static TagText utf8(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.indexOf('\uFFFD') < 0 ? new TagText(until0(text), true) : undeclared(bytes);
  }

  /**
   * Reads the text of an ID3v2 frame.
   *
   * @param encoding as the frame states it
   * @param order of UTF-16, if an earlier value had a byte order mark
   */
  static TagText ofId3(int encoding, byte[] bytes, @Nullable Charset order) {
    return switch (encoding) {
      case 1 -> new TagText(utf16(bytes, order), true);
      case 2 -> new TagText(new String(bytes, StandardCharsets.UTF_16BE), true);
      case 3 -> TagText.utf8(bytes);
      default -> TagText.undeclared(bytes);
    };
  }

  /** Decodes without a byte order mark: uses the order whose result looks more like a text. */
  private static String utf16(byte[] bytes, @Nullable Charset order) {
    if (utf16Order(bytes) != null) {
      return new String(bytes, StandardCharsets.UTF_16);
    }
    if (order != null) {
      return new String(bytes, order);
    }
    String little = new String(bytes, StandardCharsets.UTF_16LE);
    String big = new String(bytes, StandardCharsets.UTF_16BE);
    return strangeness(big) < strangeness(little) ? big : little;
  }

  /** Returns the order by the byte order mark; null if there is none. */
  static @Nullable Charset utf16Order(byte[] bytes) {
    int mark = bytes.length < 2 ? 0 : (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF);
    return mark == 0xFEFF
        ? StandardCharsets.UTF_16BE
        : mark == 0xFFFE ? StandardCharsets.UTF_16LE : null;
  }

  /** In the wrong order the letters belong to several scripts, or are spread over many blocks. */
  private static long strangeness(String text) {
    long scripts =
        text.codePoints()
            .mapToObj(Character.UnicodeScript::of)
            .filter(script -> script != Character.UnicodeScript.COMMON)
            .distinct()
            .count();
    long blocks = text.chars().map(c -> c >> 8).distinct().count();
    long plain = text.chars().filter(c -> c < 0x80).count();
    return 100 * scripts + blocks - plain;
  }

  private static String until0(String text) {
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  boolean isEmpty() {
    return text.isBlank();
  }

  /** Returns whether the letters may be wrong: some are beyond ASCII, and each could be a byte. */
  boolean isDoubtful() {
    return text.chars().anyMatch(c -> c > 0x7F) && text.chars().allMatch(c -> c <= 0xFF);
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
