package org.audioprocessor.storage.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Objects;

/** Reads a part of a file; closes the file. */
final class RangeStream extends InputStream {

  private final SeekableByteChannel channel;
  private final long from;
  private long left;
  private boolean positioned;

  RangeStream(SeekableByteChannel channel, long from, long length) {
    this.channel = channel;
    this.from = from;
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (left <= 0) {
      return -1;
    }
    if (!positioned && from >= channel.size()) {
      return -1;
    }
    if (!positioned) {
      channel.position(from);
      positioned = true;
    }
    int n = channel.read(ByteBuffer.wrap(target, offset, (int) Math.min(length, left)));
    left -= Math.max(n, 0);
    return n;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
