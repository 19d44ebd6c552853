package org.audioprocessor.media.tags;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tags whose text was decoded with the right encoding.
 *
 * @param values the values by key; several values of a key are joined by commas
 * @param warning names the tags whose encoding is unknown; null if there are none
 */
public record ReadableTags(Map<TagKey, String> values, @Nullable String warning) {

  static ReadableTags of(Map<TagKey, List<TagText>> found) {
    byte[] evidence =
        found.values().stream()
            .flatMap(List::stream)
            .filter(TagText::isDoubtful)
            .filter(text -> utf8(text.bytes()) == null)
            .map(TagText::text)
            .collect(Collectors.joining("\n"))
            .getBytes(StandardCharsets.ISO_8859_1);
    @Nullable Charset encoding = evidence.length == 0 ? null : TextEncoding.guess(evidence);
    Map<TagKey, String> values = new EnumMap<>(TagKey.class);
    Set<TagKey> unreadable = EnumSet.noneOf(TagKey.class);
    found.forEach((key, texts) -> {
      Set<String> readable = new LinkedHashSet<>();
      for (TagText text : texts) {
        String read = read(text, encoding);
        if (read == null) {
          unreadable.add(key);
        } else if (!read.isBlank()) {
          readable.add(read.strip());
        }
      }
      if (!readable.isEmpty()) {
        values.put(key, String.join(", ", readable));
      }
    });
    return new ReadableTags(values, warning(unreadable));
  }

  private static @Nullable String read(TagText text, @Nullable Charset encoding) {
    if (!text.isDoubtful()) {
      return text.text();
    }
    String utf8 = utf8(text.bytes());
    if (utf8 != null) {
      return utf8;
    }
    if (encoding != null) {
      String decoded = TextEncoding.decode(text.bytes(), encoding);
      if (decoded != null) {
        return decoded;
      }
    }
    return text.declared() ? text.text() : null;
  }

  /** Returns null if it is not UTF-8. A field of 30 bytes may have cut the last character. */
  private static @Nullable String utf8(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer out = CharBuffer.allocate(bytes.length);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CoderResult result = decoder.decode(in, out, false);
    String text = out.flip().toString();
    boolean cut = text.chars().anyMatch(c -> c > 0x7F);
    return !result.isError() && (!in.hasRemaining() || cut) ? text : null;
  }

  private static @Nullable String warning(Set<TagKey> unreadable) {
    if (unreadable.isEmpty()) {
      return null;
    }
    String names =
        unreadable.stream()
            .map(key -> key.name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .collect(Collectors.joining(", "));
    return "the text encoding of these tags is unknown, so they are left out: "
        + names
        + "; save the tags again as UTF-8";
  }
}
