package org.audioprocessor.process.isolation.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A segment on the wire: the length of its name in two bytes, the name, the bytes. */
public final class SegmentFrame {
  private static final int LONGEST_NAME = 200;

  private final String name;
  private final byte[] bytes;

  public SegmentFrame(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  public String name() {
    return name;
  }

  public byte[] bytes() {
    return bytes;
  }

  public Frame toFrame() {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    ByteBuffer payload = ByteBuffer.allocate(Short.BYTES + text.length + bytes.length);
    payload.putShort((short) text.length).put(text).put(bytes);
    return new Frame(FrameKind.SEGMENT, payload.array());
  }

  public static SegmentFrame of(Frame frame) throws FrameException {
    byte[] payload = frame.payload();
    int length = payload.length < Short.BYTES ? -1 : ByteBuffer.wrap(payload).getShort();
    if (length < 0 || length > LONGEST_NAME || length > payload.length - Short.BYTES) {
      throw new FrameException("a segment without a name");
    }
    int start = Short.BYTES + length;
    return new SegmentFrame(
        new String(payload, Short.BYTES, length, StandardCharsets.UTF_8),
        Arrays.copyOfRange(payload, start, payload.length));
  }
}
