package org.audioprocessor.process.isolation.protocol;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes frames atomically, from any thread; blocks while the other process does not read. */
public final class FrameWriter {
  private static final int BUFFER_BYTES = 1 << 16;

  private final DataOutputStream out;

  public FrameWriter(OutputStream out) {
    this.out = new DataOutputStream(new BufferedOutputStream(out, BUFFER_BYTES));
  }

  public void write(Frame frame) throws IOException {
    write(frame.kind(), frame.payload(), frame.payload().length);
  }

  /** Writes a frame with the first {@code length} bytes of the payload. */
  public synchronized void write(FrameKind kind, byte[] payload, int length) throws IOException {
    if (length > FrameReader.MOST_BYTES) {
      throw new FrameException("frame of " + length + " bytes is too long");
    }
    out.writeByte(kind.code());
    out.writeInt(length);
    out.write(payload, 0, length);
    out.flush();
  }
}
