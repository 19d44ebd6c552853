package org.audioprocessor.process.isolation.protocol;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads frames: a byte for the kind, four for the length, the payload. For one thread. */
public final class FrameReader {
  /** Far above the largest valid frame: the facts about the segments of six hours take 6 MB. */
  static final int MOST_BYTES = 16 << 20;

  /** A crashing virtual machine may print its report to any stream; the report begins with this. */
  private static final int CRASH_REPORT = '#';

  private static final int BUFFER_BYTES = 1 << 16;

  private final DataInputStream in;

  public FrameReader(InputStream in) {
    this.in = new DataInputStream(new BufferedInputStream(in, BUFFER_BYTES));
  }

  /**
   * Reads the next frame; returns null if the stream ends between two frames.
   *
   * @throws FrameException if the bytes are not a frame
   */
  @Nullable
  public Frame next() throws IOException {
    int code = in.read();
    if (code < 0) {
      return null;
    }
    if (code == CRASH_REPORT) {
      throw new EOFException("the virtual machine printed a crash report");
    }
    FrameKind kind = FrameKind.of(code);
    if (kind == null) {
      throw new FrameException("unknown frame kind: " + code);
    }
    int length = in.readInt();
    if (length < 0 || length > MOST_BYTES) {
      throw new FrameException(
          "frame of " + Integer.toUnsignedString(length) + " bytes is too long");
    }
    byte[] payload = new byte[length];
    in.readFully(payload);
    return new Frame(kind, payload);
  }
}
