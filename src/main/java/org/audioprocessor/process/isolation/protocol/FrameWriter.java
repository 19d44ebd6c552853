package org.audioprocessor.process.isolation.protocol;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes frames whole, from any thread; blocks while the other side does not read. */
public final class FrameWriter {
  private static final int BUFFER_BYTES = 1 << 16;

  private final DataOutputStream out;

  public FrameWriter(OutputStream out) {
    this.out = new DataOutputStream(new BufferedOutputStream(out, BUFFER_BYTES));
  }

  public void write(Frame frame) throws IOException {
    write(frame.kind(), frame.payload(), frame.payload().length);
  }

  /** Only the payload's first bytes. */
  public synchronized void write(FrameKind kind, byte[] payload, int length) throws IOException {
    if (length > FrameReader.MOST_BYTES) {
      throw new FrameException("a frame of " + length + " bytes would be refused");
    }
    out.writeByte(kind.code());
    out.writeInt(length);
    out.write(payload, 0, length);
    out.flush();
  }
}
