package org.audioprocessor.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The bytes of a put. They can be opened again, since a put that failed on its way is repeated. */
public interface Body {

  /** In bytes; exactly this many come out of every {@link #open()}. */
  long length() throws IOException;

  /** A new stream from the first byte; the caller closes it. */
  InputStream open() throws IOException;

  /** The array is not copied: leave it unchanged until the put has returned. */
  static Body of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  /** The part of the array is not copied: leave it unchanged until the put has returned. */
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
}
