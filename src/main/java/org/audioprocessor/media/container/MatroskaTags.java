package org.audioprocessor.media.container;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.audioprocessor.media.tags.FoundTags;
import org.audioprocessor.media.tags.TagKey;
import org.audioprocessor.media.tags.TagText;
import org.jspecify.annotations.Nullable;

/**
 * Reads the names in a Matroska file's tags, because FFmpeg keeps only the last of each kind (RFC
 * 9559, 5.1.8): there is a SimpleTag for each value.
 */
final class MatroskaTags {
  private static final Map<String, TagKey> NAMES =
      Map.of(
          "ARTIST", TagKey.ARTIST,
          "ALBUM_ARTIST", TagKey.ALBUM_ARTIST,
          "ALBUMARTIST", TagKey.ALBUM_ARTIST,
          "COMPOSER", TagKey.COMPOSER);

  private static final long SEGMENT = 0x18538067L;
  private static final long TAGS = 0x1254C367L;
  private static final long TAG = 0x7373;
  private static final long TARGETS = 0x63C0;
  private static final long TARGET_TYPE_VALUE = 0x68CA;
  private static final long SIMPLE_TAG = 0x67C8;
  private static final long TAG_NAME = 0x45A3;
  private static final long TAG_STRING = 0x4487;

  /** The target type of tags of the track. */
  private static final int TRACK_LEVEL = 30;

  private static final int LONGEST_NAME = 32;
  private static final int LARGEST_TEXT = 1 << 16;
  private static final int MOST_ELEMENTS = 100_000;

  private final FileBytes file;
  private final FoundTags tags = new FoundTags();

  private MatroskaTags(FileBytes file) {
    this.file = file;
  }

  /** The position of an element. */
  private record Element(long id, long at, long end) {}

  /** Receives an element's children. */
  private interface Visit {
    void child(Element element) throws IOException;
  }

  static ContainerFacts read(FileBytes file) throws IOException {
    MatroskaTags found = new MatroskaTags(file);
    found.each(
        new Element(0, 0, file.size()),
        SEGMENT,
        segment -> found.each(segment, TAGS, all -> found.each(all, TAG, found::readTag)));
    return ContainerFacts.asItIs(file, found.tags.isEmpty() ? null : found.tags);
  }

  private void readTag(Element tag) throws IOException {
    tags.count();
    long[] level = {TRACK_LEVEL};
    each(
        tag,
        TARGETS,
        targets ->
            each(targets, TARGET_TYPE_VALUE, value -> level[0] = file.byteAt(value.end - 1)));
    if (level[0] == TRACK_LEVEL) {
      each(tag, SIMPLE_TAG, this::readSimpleTag);
    }
  }

  private void readSimpleTag(Element simple) throws IOException {
    tags.count();
    String[] name = {""};
    each(
        simple,
        TAG_NAME,
        text -> name[0] = TagText.utf8(bytes(text, LONGEST_NAME)).text().toUpperCase(Locale.ROOT));
    TagKey key = NAMES.get(name[0]);
    if (key != null) {
      each(simple, TAG_STRING, text -> tags.add(key, TagText.utf8(bytes(text, LARGEST_TEXT))));
    }
  }

  private byte[] bytes(Element element, int most) throws IOException {
    return file.bytes(element.at, (int) Math.min(most, element.end - element.at));
  }

  private void each(Element parent, long id, Visit visit) throws IOException {
    Element child = elementAt(parent.at, parent.end);
    for (int i = 0; child != null && i < MOST_ELEMENTS; i++) {
      if (child.id == id) {
        visit.child(child);
      }
      child = elementAt(child.end, parent.end);
    }
  }

  /** Returns null at the end, and if the size is unknown or invalid. */
  private @Nullable Element elementAt(long at, long end) throws IOException {
    int idBytes = at < end ? vintBytes(at) : 0;
    int sizeBytes = idBytes == 0 || at + idBytes >= end ? 0 : vintBytes(at + idBytes);
    if (idBytes > 4 || sizeBytes == 0) {
      return null;
    }
    long largest = (1L << (7 * sizeBytes)) - 1;
    long size = number(at + idBytes, sizeBytes) & largest;
    long from = at + idBytes + sizeBytes;
    boolean unknown = size == largest;
    boolean live = unknown && number(at, idBytes) == SEGMENT;
    if (live) {
      return new Element(SEGMENT, from, end);
    }
    return unknown || size > end - from
        ? null
        : new Element(number(at, idBytes), from, from + size);
  }

  /** By the leading zeros of its first byte (RFC 8794, 4.1); 0 where there is none. */
  private int vintBytes(long at) throws IOException {
    int first = file.byteAt(at);
    return first <= 0 ? 0 : Integer.numberOfLeadingZeros(first) - 23;
  }

  private long number(long at, int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << 8 | Math.max(0, file.byteAt(at + i));
    }
    return value;
  }
}
