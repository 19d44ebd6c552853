package org.audioprocessor.media.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.audioprocessor.media.tags.FoundTags;
import org.audioprocessor.media.tags.TagKey;
import org.audioprocessor.media.tags.TagText;
import org.jspecify.annotations.Nullable;

/**
 * Reads the names in an MP4's iTunes tags, because FFmpeg keeps only one for each tag: an item has
 * a {@code data} box for each value (moov, udta, meta, ilst).
 */
final class MovieTags {
  private static final Map<String, TagKey> NAMES =
      Map.of("\u00A9ART", TagKey.ARTIST, "aART", TagKey.ALBUM_ARTIST, "\u00A9wrt", TagKey.COMPOSER);

  private static final int HEADER = 8;

  /** Type and locale. */
  private static final int DATA_HEAD = 8;

  private static final int UTF8 = 1;
  private static final int LARGEST_TEXT = 1 << 16;
  private static final int MOST_BOXES = 100_000;

  private final FileBytes file;
  private final FoundTags tags = new FoundTags();

  private MovieTags(FileBytes file) {
    this.file = file;
  }

  /** The position of a box. */
  private record Box(String type, long at, long end) {}

  static ContainerFacts read(FileBytes file) throws IOException {
    MovieTags found = new MovieTags(file);
    found.readItems();
    return ContainerFacts.asItIs(file, found.tags.isEmpty() ? null : found.tags);
  }

  private void readItems() throws IOException {
    Box movie = child(0, file.size(), "moov");
    Box user = movie == null ? null : child(movie.at, movie.end, "udta");
    Box meta = user == null ? null : child(user.at, user.end, "meta");
    // version and flags precede the boxes
    Box list = meta == null ? null : child(meta.at + 4, meta.end, "ilst");
    if (list == null) {
      return;
    }
    for (Box item = boxAt(list.at, list.end); item != null; item = boxAt(item.end, list.end)) {
      tags.count();
      TagKey key = NAMES.get(item.type);
      if (key != null) {
        readValues(key, item);
      }
    }
  }

  private void readValues(TagKey key, Box item) throws IOException {
    for (Box data = boxAt(item.at, item.end); data != null; data = boxAt(data.end, item.end)) {
      tags.count();
      long length = data.end - data.at - DATA_HEAD;
      boolean text = data.type.equals("data") && length > 0 && length <= LARGEST_TEXT;
      if (text && file.buffer(data.at, 4, ByteOrder.BIG_ENDIAN).getInt() == UTF8) {
        tags.add(key, TagText.utf8(file.bytes(data.at + DATA_HEAD, (int) length)));
      }
    }
  }

  private @Nullable Box child(long from, long end, String type) throws IOException {
    Box box = boxAt(from, end);
    for (int i = 0; box != null && !box.type.equals(type); i++) {
      box = i < MOST_BOXES ? boxAt(box.end, end) : null;
    }
    return box;
  }

  /** Returns null at the end, and if the size is invalid. */
  private @Nullable Box boxAt(long at, long end) throws IOException {
    if (at + HEADER > end) {
      return null;
    }
    ByteBuffer head = file.buffer(at, 2 * HEADER, ByteOrder.BIG_ENDIAN);
    long size = Integer.toUnsignedLong(head.getInt());
    boolean wide = size == 1;
    size = wide ? head.getLong(HEADER) : size == 0 ? end - at : size;
    int header = wide ? 2 * HEADER : HEADER;
    return size < header || size > end - at
        ? null
        : new Box(file.name(at + 4), at + header, at + size);
  }
}
