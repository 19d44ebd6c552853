package org.audioprocessor.media.container;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/** Random access to the bytes of a file, through a window of 64 KiB. */
public final class FileBytes {
  private static final int WINDOW = 1 << 16;
  private static final int LOOK_BEHIND = 1 << 13;

  private final FileChannel channel;
  private final BooleanSupplier stop;
  private final long size;
  private byte[] window = {};
  private long windowAt;

  /**
   * Reads an open file.
   *
   * @param stop called once for each window; true ends the reading with an {@link
   *     InterruptedIOException}
   */
  public FileBytes(FileChannel channel, BooleanSupplier stop) throws IOException {
    this.channel = channel;
    this.stop = stop;
    this.size = channel.size();
  }

  public long size() {
    return size;
  }

  /** The byte at a position, 0 to 255; −1 past the end. */
  public int byteAt(long at) throws IOException {
    if (at < 0 || at >= size) {
      return -1;
    }
    require(at, 1);
    int inWindow = (int) (at - windowAt);
    return inWindow < window.length ? window[inWindow] & 0xFF : -1;
  }

  /** Moves the window to a range if necessary; keeps some bytes before it. */
  private void require(long at, int length) throws IOException {
    if (at < windowAt || at + length > windowAt + window.length) {
      windowAt = Math.max(0, at - (at < windowAt ? WINDOW / 2 : LOOK_BEHIND));
      window = load(windowAt, WINDOW);
    }
  }

  /** Reads a number of bytes from a position; fewer at the end of the file. */
  public byte[] bytes(long at, int length) throws IOException {
    int count = Math.clamp(size - at, 0, length);
    if (count > LOOK_BEHIND) {
      return load(at, count);
    }
    require(at, count);
    int from = (int) (at - windowAt);
    return count == 0
        ? new byte[0]
        : Arrays.copyOfRange(window, from, Math.min(window.length, from + count));
  }

  private byte[] load(long at, int length) throws IOException {
    if (stop.getAsBoolean()) {
      throw new InterruptedIOException();
    }
    int count = Math.clamp(size - at, 0, length);
    ByteBuffer buffer = ByteBuffer.allocate(count);
    while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) >= 0) {
      // short reads are allowed
    }
    return buffer.array();
  }

  /** Reads a number of bytes from a position; zeros past the end of the file. */
  public ByteBuffer buffer(long at, int length, ByteOrder order) throws IOException {
    byte[] found = bytes(at, length);
    return ByteBuffer.wrap(Arrays.copyOf(found, length)).order(order);
  }

  /** Returns whether a position contains these letters. */
  public boolean isAt(long at, String letters) throws IOException {
    for (int i = 0; i < letters.length(); i++) {
      if (byteAt(at + i) != letters.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Four letters, as chunks are named. */
  String name(long at) throws IOException {
    return new String(bytes(at, 4), StandardCharsets.ISO_8859_1);
  }

  /** Returns whether a range contains only zeros. */
  public boolean isZero(long from, long to) throws IOException {
    for (long at = from; at < to; at++) {
      if (byteAt(at) != 0) {
        return false;
      }
    }
    return true;
  }
}
