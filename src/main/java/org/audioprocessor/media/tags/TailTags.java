package org.audioprocessor.media.tags;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.audioprocessor.media.container.FileBytes;

/**
 * Tags behind the sound or between two parts of it: ID3v1 and its extension, APEv1 and 2, Lyrics3,
 * ID3v2 (also with a footer), and zeros.
 */
public final class TailTags {
  private static final int ID3V1 = 128;
  private static final int ID3V1_EXTENSION = 227;
  private static final int APE_HEADER = 32;
  private static final int LYRICS_END = 15;
  private static final int MOST_LYRICS = 1 << 20;
  private static final int LARGEST_APE = 16 << 20;
  private static final int LARGEST_TEXT = 1 << 16;
  private static final int APE_HAS_HEADER = 0x80000000;
  private static final int APE_BINARY = 0x2;

  private final FileBytes file;
  private final FoundTags tags = new FoundTags();
  private FoundTags oldest = new FoundTags();

  public TailTags(FileBytes file) {
    this.file = file;
  }

  /** The values of all tags; older tags only add what newer ones omit. */
  public FoundTags tags() {
    return tags.orElse(oldest);
  }

  /**
   * Finds the bytes of a region that are neither tags nor zeros.
   *
   * @return where the unexplained bytes end; {@code from} if there are none
   */
  public long unexplainedEnd(long from, long to) throws IOException {
    long start = from;
    long end = to;
    while (start < end) {
      long forward = lengthAt(start, end);
      long backward = forward > 0 ? 0 : lengthBefore(start, end);
      if (forward == 0 && backward == 0) {
        break;
      }
      start += forward;
      end -= backward;
    }
    return file.isZero(start, end) ? from : end;
  }

  /** Returns the length of the tag that begins here. */
  private long lengthAt(long at, long end) throws IOException {
    long id3 = Id3v2.length(file, at);
    if (id3 > 0) {
      tags.orElse(Id3v2.read(file, at, id3));
      return Math.min(id3, end - at);
    }
    if (file.isAt(at, "APETAGEX")) {
      ByteBuffer header = file.buffer(at, APE_HEADER, ByteOrder.LITTLE_ENDIAN);
      long length = APE_HEADER + Integer.toUnsignedLong(header.getInt(12));
      if (at + length <= end) {
        ape(at + APE_HEADER, length - APE_HEADER);
        return length;
      }
    }
    if (file.isAt(at, "LYRICSBEGIN")) {
      return lyricsLength(at, end);
    }
    return id3v1LengthAt(at, end);
  }

  private long id3v1LengthAt(long at, long end) throws IOException {
    if (file.isAt(at, "TAG+") && at + ID3V1_EXTENSION <= end) {
      return ID3V1_EXTENSION;
    }
    if (file.isAt(at, "TAG") && at + ID3V1 <= end) {
      id3v1(at);
      return ID3V1;
    }
    return 0;
  }

  private long lyricsLength(long at, long end) throws IOException {
    for (long i = at; i < Math.min(end, at + MOST_LYRICS); i++) {
      if (file.isAt(i, "LYRICSEND") || file.isAt(i, "LYRICS200")) {
        return i + 9 - at;
      }
    }
    return 0;
  }

  /** Returns the length of the tag that ends here. */
  private long lengthBefore(long start, long end) throws IOException {
    if (end - ID3V1 >= start && file.isAt(end - ID3V1, "TAG")) {
      id3v1(end - ID3V1);
      return ID3V1;
    }
    if (end - ID3V1_EXTENSION >= start && file.isAt(end - ID3V1_EXTENSION, "TAG+")) {
      return ID3V1_EXTENSION;
    }
    if (file.isAt(end - 9, "LYRICS200") || file.isAt(end - 9, "LYRICSEND")) {
      return lyricsBefore(start, end);
    }
    if (end - APE_HEADER >= start && file.isAt(end - APE_HEADER, "APETAGEX")) {
      return apeBefore(start, end);
    }
    if (end - Id3v2.HEADER >= start && file.isAt(end - Id3v2.HEADER, "3DI")) {
      return id3Before(start, end);
    }
    return 0;
  }

  private long lyricsBefore(long start, long end) throws IOException {
    String size = new String(file.bytes(end - LYRICS_END, 6), StandardCharsets.ISO_8859_1);
    if (file.isAt(end - 9, "LYRICS200") && size.matches("\\d{6}")) {
      long length = LYRICS_END + Long.parseLong(size);
      return end - length >= start ? length : 0;
    }
    for (long at = end; at >= Math.max(start, end - MOST_LYRICS); at--) {
      if (file.isAt(at, "LYRICSBEGIN")) {
        return end - at;
      }
    }
    return 0;
  }

  private long apeBefore(long start, long end) throws IOException {
    ByteBuffer footer = file.buffer(end - APE_HEADER, APE_HEADER, ByteOrder.LITTLE_ENDIAN);
    long items = Integer.toUnsignedLong(footer.getInt(12)) - APE_HEADER;
    boolean header = footer.getInt(8) >= 2000 && (footer.getInt(20) & APE_HAS_HEADER) != 0;
    long length = items + APE_HEADER + (header ? APE_HEADER : 0);
    if (items < 0 || end - length < start) {
      return 0;
    }
    ape(end - APE_HEADER - items, items);
    return length;
  }

  private long id3Before(long start, long end) throws IOException {
    byte[] footer = file.bytes(end - Id3v2.HEADER, Id3v2.HEADER);
    long length = 2L * Id3v2.HEADER;
    for (int i = 6; i < Id3v2.HEADER; i++) {
      length += (long) (footer[i] & 0x7F) << (7 * (9 - i));
    }
    if (end - length < start || Id3v2.length(file, end - length) != length) {
      return 0;
    }
    tags.orElse(Id3v2.read(file, end - length, length));
    return length;
  }

  private void id3v1(long at) throws IOException {
    byte[] tag = file.bytes(at, ID3V1);
    FoundTags found = new FoundTags();
    found.add(TagKey.TITLE, field(tag, 3, 30));
    found.add(TagKey.ARTIST, field(tag, 33, 30));
    found.add(TagKey.ALBUM, field(tag, 63, 30));
    found.add(TagKey.DATE, field(tag, 93, 4));
    if (tag[125] == 0 && tag[126] != 0) {
      found.add(TagKey.TRACK, new TagText(Integer.toString(tag[126] & 0xFF), true));
    }
    found.add(TagKey.GENRE, new TagText(Id3Genres.of(tag[127] & 0xFF, ""), true));
    oldest.orElse(found);
  }

  /** Reads a field that is padded with zeros or with spaces. */
  private static TagText field(byte[] tag, int at, int length) {
    int end = at + length;
    while (end > at && (tag[end - 1] == ' ' || tag[end - 1] == 0)) {
      end--;
    }
    return TagText.undeclared(Arrays.copyOfRange(tag, at, end));
  }

  /** Reads size, flags, a name that ends with a zero, then the value; zeros separate values. */
  private void ape(long at, long length) throws IOException {
    FoundTags found = new FoundTags();
    long end = at + Math.min(length, LARGEST_APE);
    for (long item = at; item + 9 <= end; ) {
      ByteBuffer head = file.buffer(item, 8, ByteOrder.LITTLE_ENDIAN);
      long size = Integer.toUnsignedLong(head.getInt(0));
      StringBuilder name = new StringBuilder();
      long next = item + 8;
      for (int c = file.byteAt(next++); c > 0 && name.length() < 255; c = file.byteAt(next++)) {
        name.append((char) c);
      }
      found.count();
      TagKey key = VorbisComments.NAMES.get(name.toString().toUpperCase(Locale.ROOT));
      if (key != null && size <= LARGEST_TEXT && (head.getInt(4) & APE_BINARY) == 0) {
        apeValues(key, file.bytes(next, (int) size), found);
      }
      item = next + size;
    }
    tags.orElse(found);
  }

  private static void apeValues(TagKey key, byte[] value, FoundTags found) {
    int from = 0;
    for (int i = 0; i <= value.length; i++) {
      if (i == value.length || value[i] == 0) {
        found.add(key, TagText.utf8(Arrays.copyOfRange(value, from, i)));
        from = i + 1;
      }
    }
  }
}
