package org.audioprocessor.process.isolation.protocol;

/** One message. The payload is not copied: it belongs to whoever holds the frame. */
public final class Frame {
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

  @Override
  public String toString() {
    return kind + ", " + payload.length + " bytes";
  }
}
