package org.audioprocessor.media.encode;

import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.ffmpeg.Ffmpeg;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * One AAC frame of 1024 samples without an ADTS header, lent by its encoder until the sink returns.
 * Packet k starts k × 1024 − 1024 samples after the first sample that was encoded: the first packet
 * is the encoder's delay.
 */
public final class EncodedPacket {
  private static final long FNV_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private byte[] bytes = new byte[2048];
  private int size;
  private long index = -1;

  /** Replaces the content by the remaining bytes of a buffer. */
  public void refill(ByteBuffer from, long newIndex) {
    index = newIndex;
    size = from.remaining();
    if (bytes.length < size) {
      bytes = new byte[size * 2];
    }
    from.get(bytes, 0, size);
  }

  /** 0 for an encoder's first packet. */
  public long index() {
    return index;
  }

  /** In bytes. */
  public int size() {
    return size;
  }

  public byte[] copy() {
    return Arrays.copyOf(bytes, size);
  }

  /** Copies all bytes into an array and returns their number. */
  public int copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, size);
    return size;
  }

  /** FNV-1a, 64 bits, of the bytes: the same for the same packet read back from a file. */
  public long hash() {
    return hash(bytes, size);
  }

  static long hash(byte[] bytes, int size) {
    return hash(bytes, 0, size);
  }

  /** {@link #hash()} of a packet that lies in a longer array, such as an ADTS stream. */
  public static long hash(byte[] bytes, int offset, int length) {
    long hash = FNV_BASIS;
    for (int i = offset; i < offset + length; i++) {
      hash = (hash ^ (bytes[i] & 0xFF)) * FNV_PRIME;
    }
    return hash;
  }

  /** Copies the bytes into an empty packet of FFmpeg. */
  void copyTo(AVPacket packet, String doing) throws MediaException {
    Ffmpeg.check(av_new_packet(packet, size), doing);
    packet.data().put(bytes, 0, size);
  }
}
