package org.audioprocessor.process.isolation.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.audioprocessor.hls.ts.AdtsFrame;

/** One message between parent and child. The payload is not copied. */
public final class Frame {
  /** Channels of decoded sound. */
  public static final int CHANNELS = 2;

  /** One sample of each channel: interleaved 32-bit floats, little endian. */
  public static final int SOUND_BYTES = CHANNELS * Float.BYTES;

  /** A {@link FrameKind#PACKETS} frame without packets: no more will follow. */
  public static final Frame END_OF_PACKETS = new Frame(FrameKind.PACKETS, new byte[0]);

  private static final int LONGEST_NAME = 200;

  private final FrameKind kind;
  private final byte[] payload;

  public Frame(FrameKind kind, byte[] payload) {
    this.kind = kind;
    this.payload = payload;
  }

  public FrameKind kind() {
    return kind;
  }

  byte[] payload() {
    return payload;
  }

  /** A segment and its name, such as {@code low/segment_g0001a_00000.ts}. */
  public static final class Segment {
    private final String name;
    private final byte[] bytes;

    public Segment(String name, byte[] bytes) {
      this.name = name;
      this.bytes = bytes;
    }

    public String name() {
      return name;
    }

    public byte[] bytes() {
      return bytes;
    }

    /** The frame: two bytes for the length of the name, the name in UTF-8, the segment. */
    public Frame toFrame() {
      byte[] text = name.getBytes(StandardCharsets.UTF_8);
      ByteBuffer payload = ByteBuffer.allocate(Short.BYTES + text.length + bytes.length);
      payload.putShort((short) text.length).put(text).put(bytes);
      return new Frame(FrameKind.SEGMENT, payload.array());
    }
  }

  /** Reads a {@link FrameKind#SEGMENT} frame. */
  public Segment toSegment() throws FrameException {
    int length = payload.length < Short.BYTES ? -1 : ByteBuffer.wrap(payload).getShort();
    if (length < 0 || length > LONGEST_NAME || length > payload.length - Short.BYTES) {
      throw new FrameException("segment without a name");
    }
    int start = Short.BYTES + length;
    return new Segment(
        new String(payload, Short.BYTES, length, StandardCharsets.UTF_8),
        Arrays.copyOfRange(payload, start, payload.length));
  }

  /** A frame of AAC packets: for each packet four bytes for its length, then its bytes. */
  public static Frame packets(byte[] stream, List<AdtsFrame> packets) {
    int bytes = packets.stream().mapToInt(packet -> Integer.BYTES + packet.lengthBytes()).sum();
    ByteBuffer into = ByteBuffer.allocate(bytes);
    for (AdtsFrame packet : packets) {
      into.putInt(packet.lengthBytes()).put(stream, packet.offsetBytes(), packet.lengthBytes());
    }
    return new Frame(FrameKind.PACKETS, into.array());
  }

  /** Reads a frame of {@link #packets}. */
  public List<byte[]> toPackets() throws FrameException {
    if (kind != FrameKind.PACKETS) {
      throw FrameException.unexpected(this);
    }
    ByteBuffer from = ByteBuffer.wrap(payload);
    List<byte[]> packets = new ArrayList<>();
    while (from.hasRemaining()) {
      int length = from.remaining() < Integer.BYTES ? -1 : from.getInt();
      if (length < 0 || length > from.remaining()) {
        throw new FrameException("truncated AAC packet");
      }
      byte[] packet = new byte[length];
      from.get(packet);
      packets.add(packet);
    }
    return packets;
  }

  /** Reads a {@link FrameKind#SOUND} frame: left and right in turns, ±1.0 = full scale. */
  public FloatBuffer toSound() throws FrameException {
    if (payload.length % SOUND_BYTES != 0) {
      throw new FrameException("sound with an incomplete sample frame");
    }
    return ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
  }

  @Override
  public String toString() {
    return kind + ", " + payload.length + " bytes";
  }
}
