package org.audioprocessor.media.tags;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tags of a file as read: several values for each key, in encodings that may be wrong. */
public final class FoundTags {
  /** More tags are refused, because FFmpeg and this program take quadratic time for them. */
  private static final int MOST_TAGS = 10_000;

  private static final int MOST_VALUES = 64;

  private final Map<TagKey, List<TagText>> values = new EnumMap<>(TagKey.class);
  private byte @Nullable [] cover;
  private int tags;

  /** Counts a tag, whether it is kept or not. */
  public void count() throws TooManyTagsException {
    if (++tags > MOST_TAGS) {
      throw new TooManyTagsException(MOST_TAGS);
    }
  }

  public void add(TagKey key, TagText text) {
    List<TagText> known = values.computeIfAbsent(key, k -> new ArrayList<>());
    if (known.size() < MOST_VALUES && !text.isEmpty()) {
      known.add(text);
    }
  }

  public void addCover(byte[] picture) {
    if (cover == null) {
      cover = picture;
    }
  }

  /** Adds the values of keys that are missing here. */
  public FoundTags orElse(FoundTags other) {
    other.values.forEach((key, texts) -> {
      if (values.getOrDefault(key, List.of()).isEmpty()) {
        values.put(key, texts);
      }
    });
    if (cover == null) {
      cover = other.cover;
    }
    return this;
  }

  /** Returns the bytes of a picture, front cover first; null without one of a usable size. */
  public byte @Nullable [] cover() {
    return cover;
  }

  public boolean isEmpty() {
    return values.values().stream().allMatch(List::isEmpty);
  }

  /** Adds text without a declared encoding, as FFmpeg returns it for some containers. */
  public void add(TagKey key, byte[] text) {
    add(key, TagText.undeclared(text));
  }

  /** Returns the readable tags, and a sentence about the unreadable ones. */
  public ReadableTags readable() {
    return ReadableTags.of(values);
  }

  /** Returns the value of a key whose text is plain ASCII; null if there is none. */
  @Nullable
  public String ascii(TagKey key) {
    List<TagText> found = values.getOrDefault(key, List.of());
    return found.isEmpty()
        ? null
        : new String(
            found.getFirst().text().getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
  }
}
