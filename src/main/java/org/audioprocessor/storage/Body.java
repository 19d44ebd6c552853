package org.audioprocessor.storage;

import java.io.ByteArrayInputStream;
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
}
