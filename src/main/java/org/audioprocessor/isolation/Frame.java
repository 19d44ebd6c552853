package org.audioprocessor.isolation;

/** One message. The payload belongs to whoever holds the frame. */
record Frame(FrameKind kind, byte[] payload) {
  @Override
  public String toString() {
    return kind + ", " + payload.length + " bytes";
  }
}
