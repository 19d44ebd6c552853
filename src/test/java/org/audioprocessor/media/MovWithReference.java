package org.audioprocessor.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A QuickTime file whose sound lies in another file (a data reference that is not its own). */
final class MovWithReference {
  private static final int SAMPLES = 48_000;

  private MovWithReference() {}

  static byte[] to(String target) {
    byte[] mvhd = full("mvhd", ints(0, 0, 48_000, SAMPLES), new byte[80]);
    byte[] tkhd = full("tkhd", ints(0, 0, 1, 0, SAMPLES), new byte[60]);
    byte[] mdhd = full("mdhd", ints(0, 0, 48_000, SAMPLES, 0));
    byte[] handler = full("hdlr", text("mhlrsoun"), new byte[13]);
    byte[] reference = full("dref", ints(1), alias(target));
    byte[] soundHeader = full("smhd", ints(0));
    byte[] entry =
        box(
            "sowt",
            ints(0),
            new byte[] {0, 0, 0, 1},
            ints(0, 0),
            new byte[] {0, 1, 0, 16, 0, 0, 0, 0},
            ints(48_000 << 16));
    byte[] table =
        box(
            "stbl",
            full("stsd", ints(1), entry),
            full("stts", ints(1, SAMPLES, 1)),
            full("stsc", ints(1, 1, SAMPLES, 1)),
            full("stsz", ints(2, SAMPLES)),
            full("stco", ints(1, 44)));
    byte[] media = box("minf", soundHeader, box("dinf", reference), table);
    byte[] track = box("trak", tkhd, box("mdia", mdhd, handler, media));
    return join(box("ftyp", text("qt  "), ints(0), text("qt  ")), box("moov", mvhd, track));
  }

  /** A Macintosh alias record whose absolute path is the target. */
  private static byte[] alias(String target) {
    byte[] path = text(target);
    byte[] padded = Arrays.copyOf(path, path.length + (path.length & 1));
    ByteBuffer type = ByteBuffer.allocate(4).putShort((short) 2).putShort((short) path.length);
    ByteBuffer end = ByteBuffer.allocate(4).putShort((short) -1).putShort((short) 0);
    byte[] record = new byte[150];
    record[7] = 1;
    return full("alis", record, type.array(), padded, end.array());
  }

  private static byte[] full(String type, byte[]... parts) {
    return box(type, ints(0), join(parts));
  }

  private static byte[] box(String type, byte[]... parts) {
    byte[] content = join(parts);
    return join(ints(content.length + 8), text(type), content);
  }

  private static byte[] ints(int... values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length);
    for (int value : values) {
      buffer.putInt(value);
    }
    return buffer.array();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
