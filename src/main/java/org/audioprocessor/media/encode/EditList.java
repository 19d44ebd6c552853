package org.audioprocessor.media.encode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.audioprocessor.media.FileNames;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaFault;
import org.jspecify.annotations.Nullable;

/**
 * The only edit of an MP4 file of this program, in samples (ISO/IEC 14496-12, 8.6.6).
 *
 * @param mediaTime samples of the track before the presentation
 * @param duration samples that are presented
 */
record EditList(long mediaTime, long duration) {
  private static final long LARGEST_INDEX = 64L << 20;
  private static final int BOX_HEADER = 8;
  private static final String NO_INDEX = "%s has no readable index. Process the track again.";

  /**
   * Reads the file's index.
   *
   * @throws MediaException CORRUPT if there is not exactly one edit
   */
  static EditList read(Path file) throws MediaException {
    String name = FileNames.of(file);
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer moov = topLevel(channel, "moov");
      ByteBuffer header = child(moov, "mvhd");
      ByteBuffer track = child(moov, "trak");
      ByteBuffer edits = child(child(track, "edts"), "elst");
      ByteBuffer media = child(child(track, "mdia"), "mdhd");
      if (header == null || edits == null || media == null) {
        throw damaged(name);
      }
      return read(timescale(header), timescale(media), edits, name);
    } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new MediaException(MediaFault.CORRUPT, NO_INDEX.formatted(name), e);
    }
  }

  private static EditList read(long movieScale, long mediaScale, ByteBuffer elst, String name)
      throws MediaException {
    boolean wide = elst.get(0) == 1;
    if (elst.getInt(4) != 1 || movieScale <= 0) {
      throw damaged(name);
    }
    long duration = wide ? elst.getLong(8) : Integer.toUnsignedLong(elst.getInt(8));
    long mediaTime = wide ? elst.getLong(16) : elst.getInt(12);
    return new EditList(mediaTime, duration * mediaScale / movieScale);
  }

  private static MediaException damaged(String name) {
    return new MediaException(MediaFault.CORRUPT, NO_INDEX.formatted(name));
  }

  /** mvhd and mdhd: a version, flags, two dates, then the ticks per second. */
  private static long timescale(ByteBuffer box) {
    return Integer.toUnsignedLong(box.getInt(box.get(0) == 1 ? 20 : 12));
  }

  private static @Nullable ByteBuffer topLevel(FileChannel channel, String type)
      throws IOException {
    ByteBuffer head = ByteBuffer.allocate(2 * BOX_HEADER);
    for (long at = 0; at + BOX_HEADER <= channel.size(); ) {
      head.clear();
      channel.read(head, at);
      long size = Integer.toUnsignedLong(head.getInt(0));
      size = size == 1 ? head.getLong(BOX_HEADER) : size;
      if (size < BOX_HEADER) {
        return null;
      }
      if (type(head, 0).equals(type) && size <= LARGEST_INDEX) {
        ByteBuffer content = ByteBuffer.allocate((int) size - BOX_HEADER);
        channel.read(content, at + BOX_HEADER);
        return content.flip();
      }
      at += size;
    }
    return null;
  }

  private static @Nullable ByteBuffer child(@Nullable ByteBuffer box, String type) {
    for (int at = 0; box != null && at + BOX_HEADER <= box.limit(); ) {
      int size = box.getInt(at);
      if (size < BOX_HEADER) {
        return null;
      }
      if (type(box, at).equals(type)) {
        return box.slice(at + BOX_HEADER, size - BOX_HEADER);
      }
      at += size;
    }
    return null;
  }

  private static String type(ByteBuffer box, int at) {
    byte[] name = new byte[4];
    box.get(at + 4, name);
    return new String(name, StandardCharsets.ISO_8859_1);
  }
}
