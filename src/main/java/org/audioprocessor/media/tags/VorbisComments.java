package org.audioprocessor.media.tags;

import static java.util.Map.entry;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.audioprocessor.media.container.FlacFile;

/** The comments of FLAC, Vorbis and Opus: lines of {@code NAME=value} in UTF-8 (xiph.org). */
public final class VorbisComments {
  private static final int LARGEST_TEXT = 1 << 16;
  private static final int LARGEST_PICTURE = 4 << 20;

  /** APEv2 uses the same names for its items. */
  static final Map<String, TagKey> NAMES =
      Map.ofEntries(
          entry("TITLE", TagKey.TITLE),
          entry("ARTIST", TagKey.ARTIST),
          entry("ALBUM", TagKey.ALBUM),
          entry("ALBUMARTIST", TagKey.ALBUM_ARTIST),
          entry("ALBUM ARTIST", TagKey.ALBUM_ARTIST),
          entry("ALBUM_ARTIST", TagKey.ALBUM_ARTIST),
          entry("COMPOSER", TagKey.COMPOSER),
          entry("GENRE", TagKey.GENRE),
          entry("DATE", TagKey.DATE),
          entry("YEAR", TagKey.DATE),
          entry("TRACKNUMBER", TagKey.TRACK),
          entry("TRACK", TagKey.TRACK),
          entry("DISCNUMBER", TagKey.DISC),
          entry("DISC", TagKey.DISC),
          entry("ISRC", TagKey.ISRC));

  private VorbisComments() {}

  /** Reads the block behind its header; a truncated block is read to its end. */
  public static FoundTags read(byte[] block) throws IOException {
    FoundTags tags = new FoundTags();
    ByteBuffer in = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
    try {
      int vendor = length(in);
      in.position(in.position() + vendor);
      long count = Integer.toUnsignedLong(in.getInt());
      for (long i = 0; i < count; i++) {
        int length = length(in);
        tags.count();
        comment(block, in.position(), length, tags);
        in.position(in.position() + length);
      }
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return tags; // truncated: the tags read so far are returned
    }
    return tags;
  }

  private static int length(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    return length;
  }

  private static void comment(byte[] block, int at, int length, FoundTags tags) {
    int equals = at;
    while (equals < at + length && equals < at + 32 && block[equals] != '=') {
      equals++;
    }
    String name =
        new String(block, at, equals - at, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
    int valueLength = at + length - equals - 1;
    if (name.equals("METADATA_BLOCK_PICTURE") && valueLength <= LARGEST_PICTURE) {
      picture(Arrays.copyOfRange(block, equals + 1, at + length), tags);
    }
    TagKey key = NAMES.get(name);
    if (key != null && valueLength > 0 && valueLength <= LARGEST_TEXT) {
      tags.add(key, TagText.utf8(Arrays.copyOfRange(block, equals + 1, at + length)));
    }
  }

  private static void picture(byte[] base64, FoundTags tags) {
    try {
      FlacFile.picture(Base64.getMimeDecoder().decode(base64), tags);
    } catch (IllegalArgumentException e) {
      return; // the picture is skipped; the sound is not affected
    }
  }
}
