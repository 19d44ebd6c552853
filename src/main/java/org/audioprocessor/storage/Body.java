package org.audioprocessor.storage;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The bytes of a put. They can be opened repeatedly, because a failed put is retried. */
public interface Body {

  /** The length in bytes; every stream of {@link #open()} has exactly this length. */
  long length() throws IOException;

  /** Opens a new stream at the first byte; the caller closes it. */
  InputStream open() throws IOException;

  /** An array, which is not copied: do not change it before the put returns. */
  static Body of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  /** A part of an array, which is not copied: do not change it before the put returns. */
  static Body of(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    return new Body() {
      @Override
      public long length() {
        return length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(bytes, offset, length);
      }
    };
  }

  /** A file; its length is read at each put. */
  static Body of(Path file) {
    return new Body() {
      @Override
      public long length() throws IOException {
        return Files.size(file);
      }

      @Override
      public InputStream open() throws IOException {
        return Files.newInputStream(file);
      }
    };
  }

  /** An object of a store, read at each {@link #open()}. */
  static Body of(ObjectStore store, StoredObject source) {
    return new Body() {
      @Override
      public long length() {
        return source.size();
      }

      @Override
      public InputStream open() throws IOException {
        return store.get(source.key());
      }
    };
  }

  /** Limits a stream to its first bytes; closes it. */
  final class BoundedStream extends FilterInputStream {

    private long left;

    public BoundedStream(InputStream in, long length) {
      super(in);
      left = length;
    }

    @Override
    public int read() throws IOException {
      int b = left > 0 ? super.read() : -1;
      left -= b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left <= 0 && length > 0) {
        return -1;
      }
      int n = super.read(target, offset, (int) Math.min(length, left));
      left -= Math.max(n, 0);
      return n;
    }

    @Override
    public long skip(long n) throws IOException {
      long skipped = super.skip(Math.min(n, left));
      left -= skipped;
      return skipped;
    }

    @Override
    public int available() throws IOException {
      return (int) Math.min(super.available(), left);
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
