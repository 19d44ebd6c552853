package org.audioprocessor.media.encode;

import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;

/**
 * One AAC frame of 1024 samples without an ADTS header, lent by its encoder until the sink returns.
 * Packet k starts k × 1024 − 1024 samples after the first sample that was encoded: the first packet
 * is the encoder's delay.
 */
public final class EncodedPacket {
  private static final long FNV_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final AVPacket packet;
  private byte[] bytes = new byte[2048];
  private int size;
  private long index = -1;

  EncodedPacket(AVPacket packet) {
    this.packet = packet;
  }

  /** Reads the current content of the native packet. */
  void refill(long newIndex) {
    index = newIndex;
    size = packet.size();
    if (bytes.length < size) {
      bytes = new byte[size * 2];
    }
    BytePointer data = packet.data();
    if (size > 0) {
      data.get(bytes, 0, size);
    }
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

  AVPacket packet() {
    return packet;
  }
}
