package org.audioprocessor.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import org.audioprocessor.media.container.ItunesGapless;

/**
 * Tags in iTunes' freeform atoms ({@code ----}), which FFmpeg's muxer cannot write: it writes a
 * comment of the same size, whose atom is then overwritten. No offset changes.
 *
 * <p>Players of Apple and Android read the exact length of the audio from iTunSMPB.
 */
public final class FreeformTags {
  /** The tag that FFmpeg is asked to write. */
  public static final String PLACEHOLDER_KEY = "comment";

  private static final String MEANING = "com.apple.iTunes";
  private static final byte[] COMMENT = {(byte) 0xA9, 'c', 'm', 't'};

  /** Version, flags and, in front of a value, its locale; 1 is UTF-8. */
  private static final int FULL = 4;

  private static final int BOX = 8;
  private static final int UTF8 = 1;

  /** The size of a comment without its text: headers of two boxes, type and locale. */
  private static final int COMMENT_HEAD = 2 * BOX + 2 * FULL;

  private static final int LARGEST_HEAD = 64 << 20;

  private final byte[] atoms;

  private FreeformTags(Map<String, String> tags) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    tags.forEach((name, value) -> out.writeBytes(atom(name, value)));
    atoms = out.toByteArray();
  }

  public static FreeformTags of(Tags tags, ItunesGapless gapless) {
    Map<String, String> values = new TreeMap<>();
    values.put("iTunSMPB", gapless.text());
    String isrc = tags.credits().isrc();
    if (isrc != null) {
      values.put("ISRC", isrc);
    }
    return new FreeformTags(values);
  }

  /** Returns a text whose comment has the size of these tags. */
  public String placeholder() {
    return "-".repeat(atoms.length - COMMENT_HEAD);
  }

  /**
   * Overwrites the comment with the tags.
   *
   * @param file finished, with its index in front
   */
  public void replacePlaceholder(Path file) throws MediaException {
    String name = FileNames.of(file);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      int at = placeholderIn(head(channel));
      if (at < 0) {
        throw new MediaException(MediaFault.INTERNAL, name + " has no place for its tags.");
      }
      ByteBuffer bytes = ByteBuffer.wrap(atoms);
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
    } catch (IOException e) {
      throw new MediaException(MediaFault.IO, "The tags of " + name + " cannot be written.", e);
    }
  }

  /** Reads everything before the audio data. */
  private static byte[] head(FileChannel channel) throws IOException {
    ByteBuffer box = ByteBuffer.allocate(BOX);
    long end = 0;
    while (end + BOX <= channel.size() && end <= LARGEST_HEAD) {
      channel.read(box.clear(), end);
      if (box.getInt(FULL) == ByteBuffer.wrap(ascii("mdat")).getInt()) {
        break;
      }
      end += Math.max(BOX, Integer.toUnsignedLong(box.getInt(0)));
    }
    ByteBuffer head =
        ByteBuffer.allocate((int) Math.min(Math.min(end, channel.size()), LARGEST_HEAD));
    for (int at = 0; head.hasRemaining(); at = head.position()) {
      if (channel.read(head, at) < 0) {
        break;
      }
    }
    return head.array();
  }

  /** No other tag can hold these bytes: texts have no control characters. */
  private int placeholderIn(byte[] head) {
    byte[] wanted = box(COMMENT, value(placeholder()));
    String all = new String(head, StandardCharsets.ISO_8859_1);
    return all.indexOf(new String(wanted, StandardCharsets.ISO_8859_1));
  }

  private static byte[] atom(String name, String value) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(box(ascii("mean"), join(new byte[FULL], ascii(MEANING))));
    content.writeBytes(box(ascii("name"), join(new byte[FULL], ascii(name))));
    content.writeBytes(value(value));
    return box(ascii("----"), content.toByteArray());
  }

  private static byte[] value(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return box(ascii("data"), join(new byte[] {0, 0, 0, UTF8, 0, 0, 0, 0}, bytes));
  }

  private static byte[] box(byte[] type, byte[] content) {
    return ByteBuffer.allocate(BOX + content.length)
        .putInt(BOX + content.length)
        .put(type)
        .put(content)
        .array();
  }

  private static byte[] join(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
