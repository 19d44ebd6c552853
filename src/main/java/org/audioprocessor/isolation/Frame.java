package org.audioprocessor.isolation;

/** One message. The payload is not copied: it belongs to whoever holds the frame. */
final class Frame {
  private final FrameKind kind;
  private final byte[] payload;

  Frame(FrameKind kind, byte[] payload) {
    this.kind = kind;
    this.payload = payload;
  }

  FrameKind kind() {
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
