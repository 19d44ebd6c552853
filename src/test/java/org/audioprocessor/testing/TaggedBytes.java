package org.audioprocessor.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Builds tags, chunks and headers byte by byte, right and wrong ones. */
public final class TaggedBytes {
  private TaggedBytes() {}

  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  public static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  public static byte[] little(int bytes, long value) {
    byte[] out = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      out[i] = (byte) (value >> (8 * i));
    }
    return out;
  }

  public static byte[] big(int bytes, long value) {
    byte[] out = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      out[bytes - 1 - i] = (byte) (value >> (8 * i));
    }
    return out;
  }

  /** An ID3v2 tag of this version. */
  public static byte[] id3(int version, byte[]... frames) {
    byte[] body = join(frames);
    return join(latin("ID3"), new byte[] {(byte) version, 0, 0}, synchsafe(body.length), body);
  }

  public static byte[] frame(int version, String name, byte[] content) {
    byte[] size = version == 4 ? synchsafe(content.length) : big(4, content.length);
    return join(latin(name), size, new byte[2], content);
  }

  private static byte[] synchsafe(int n) {
    return new byte[] {
      (byte) (n >> 21 & 127), (byte) (n >> 14 & 127), (byte) (n >> 7 & 127), (byte) (n & 127)
    };
  }

  /** An ID3v1 tag. */
  public static byte[] id3v1(String title) {
    return ByteBuffer.allocate(128).put(latin("TAG")).put(latin(title)).array();
  }

  /** An APEv2 tag of one item, with a header or without. */
  public static byte[] ape(boolean header, String name, byte[] value) {
    byte[] item = join(little(4, value.length), new byte[4], latin(name), new byte[1], value);
    long flags = header ? 0x80000000L : 0;
    byte[] footer = apeMark(item.length, flags);
    return header
        ? join(apeMark(item.length, flags | 0x20000000L), item, footer)
        : join(item, footer);
  }

  private static byte[] apeMark(int items, long flags) {
    return join(
        latin("APETAGEX"),
        little(4, 2000),
        little(4, items + 32L),
        little(4, 1),
        little(4, flags),
        new byte[8]);
  }

  /** A Lyrics3v2 tag. */
  public static byte[] lyrics() {
    byte[] body = latin("LYRICSBEGININD0000200LYR00011[00:01]la\r\n");
    return join(body, latin(String.format("%06d", body.length)), latin("LYRICS200"));
  }

  /** A chunk of RIFF, padded to an even size. */
  public static byte[] chunk(String name, byte[] content) {
    return join(latin(name), little(4, content.length), content, new byte[content.length % 2]);
  }

  public static byte[] riff(byte[]... chunks) {
    byte[] body = join(chunks);
    return join(latin("RIFF"), little(4, body.length + 4L), latin("WAVE"), body);
  }

  /** The format of PCM; of WAVE_FORMAT_EXTENSIBLE where valid bits are given. */
  public static byte[] format(int channels, int rate, int bits, int validBits) {
    int block = channels * bits / 8;
    byte[] plain =
        join(
            little(2, validBits > 0 ? 0xFFFE : 1),
            little(2, channels),
            little(4, rate),
            little(4, (long) rate * block),
            little(2, block),
            little(2, bits));
    byte[] extension =
        join(
            little(2, 22),
            little(2, validBits),
            little(4, 3),
            little(4, 1),
            new byte[] {0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xAA, 0, 0x38, (byte) 0x9B, 0x71});
    return chunk("fmt ", validBits > 0 ? join(plain, extension) : plain);
  }

  /** Writes mono samples as integers of a number of bits, at the top of containers. */
  public static byte[] samples(float[] plane, int bits, int bytes, ByteOrder order) {
    byte[][] all = new byte[plane.length][];
    for (int i = 0; i < plane.length; i++) {
      long value = (long) Math.rint(plane[i] * ((1L << (bits - 1)) - 1)) << (8 * bytes - bits);
      all[i] = order == ByteOrder.LITTLE_ENDIAN ? little(bytes, value) : big(bytes, value);
    }
    return join(all);
  }
}
