package org.audioprocessor.process.isolation.protocol;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads frames: a byte for the kind, four for the length, the payload. For one thread. */
public final class FrameReader {
  /** More than any honest frame: what is known of the segments of six hours takes 6 MB. */
  static final int MOST_BYTES = 16 << 20;

  /** With it begins what a crashing virtual machine prints, wherever it was told to print. */
  private static final int LAST_WORDS = '#';

  private static final int BUFFER_BYTES = 1 << 16;

  private final DataInputStream in;

  public FrameReader(InputStream in) {
    this.in = new DataInputStream(new BufferedInputStream(in, BUFFER_BYTES));
  }

  /**
   * The next frame; null where the stream ends between two frames.
   *
   * @throws FrameException if what comes is no frame
   */
  @Nullable
  public Frame next() throws IOException {
    int code = in.read();
    if (code < 0) {
      return null;
    }
    if (code == LAST_WORDS) {
      throw new EOFException("the virtual machine says its last words");
    }
    FrameKind kind = FrameKind.of(code);
    if (kind == null) {
      throw new FrameException("unknown kind of frame: " + code);
    }
    int length = in.readInt();
    if (length < 0 || length > MOST_BYTES) {
      throw new FrameException("a frame of " + Integer.toUnsignedString(length) + " bytes");
    }
    byte[] payload = new byte[length];
    in.readFully(payload);
    return new Frame(kind, payload);
  }
}
