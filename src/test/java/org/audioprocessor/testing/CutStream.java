package org.audioprocessor.testing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Ends early, silently or with a failure, as a connection does that is cut. */
final class CutStream extends FilterInputStream {

  private long left;
  private final @Nullable IOException failure;

  CutStream(InputStream in, long bytes, @Nullable IOException failure) {
    super(in);
    this.left = bytes;
    this.failure = failure;
  }

  @Override
  public int read() throws IOException {
    if (isAtCut()) {
      return -1;
    }
    left--;
    return super.read();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length > 0 && isAtCut()) {
      return -1;
    }
    int n = super.read(target, offset, (int) Math.min(length, left));
    left -= Math.max(n, 0);
    return n;
  }

  private boolean isAtCut() throws IOException {
    if (left <= 0 && failure != null) {
      throw failure;
    }
    return left <= 0;
  }
}
