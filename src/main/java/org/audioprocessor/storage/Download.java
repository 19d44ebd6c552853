package org.audioprocessor.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.audioprocessor.io.Digests;
import org.audioprocessor.storage.Body.BoundedStream;
import org.audioprocessor.storage.StorageException.Kind;

/** Copies an object into a file and verifies size and SHA-256. */
final class Download {

  /** An object that is replaced between {@code head} and {@code get} is fetched again. */
  private static final int TRIES = 3;

  private final ObjectStore store;
  private final String key;
  private final Path target;
  private final long mostBytes;
  private StoredObject described;

  Download(ObjectStore store, StoredObject described, Path target) {
    this.store = store;
    this.described = described;
    this.target = target;
    this.key = described.key();
    this.mostBytes = described.size();
  }

  /**
   * Describes the object of a key.
   *
   * @throws StorageException NOT_FOUND; REFUSED if it is larger than {@code mostBytes}
   */
  static Download describe(ObjectStore store, String key, Path target, long mostBytes)
      throws StorageException {
    try {
      StoredObject described = store.head(key).orElseThrow(() -> FileErrors.notFound(key));
      if (described.size() > mostBytes) {
        throw new StorageException(
            Kind.REFUSED,
            "“%s” has %,d bytes; at most %,d are read."
                .formatted(key, described.size(), mostBytes));
      }
      return new Download(store, described, target);
    } catch (StorageException e) {
      throw discarded(target, e);
    }
  }

  StoredObject run() throws StorageException {
    for (int attempt = 1; !matches(described, fetch()); attempt++) {
      StoredObject now = describe();
      if (now.etag().equals(described.etag()) || attempt == TRIES) {
        throw discarded(
            new StorageException(
                Kind.CHECKSUM,
                "The bytes received of “" + key + "” differ from the stored ones. Try again."));
      }
      if (now.size() > mostBytes) {
        throw discarded(
            new StorageException(
                Kind.CHECKSUM,
                "“" + key + "” was replaced by a larger object while it was read. Try again."));
      }
      described = now;
    }
    return described;
  }

  private StoredObject describe() throws StorageException {
    Optional<StoredObject> found;
    try {
      found = store.head(key);
    } catch (StorageException e) {
      throw discarded(e);
    }
    return found.orElseThrow(() -> discarded(FileErrors.notFound(key)));
  }

  private Digests.Copy fetch() throws StorageException {
    try (InputStream in = store.get(key)) {
      OutputStream out;
      try {
        out = Files.newOutputStream(target);
      } catch (IOException e) {
        throw FileErrors.of("“" + target.getFileName() + "” could not be written", e);
      }
      try (out) {
        // one byte more than expected shows that it is another object
        return Digests.copy(new BoundedStream(in, described.size() + 1), out);
      }
    } catch (IOException e) {
      throw discarded(FileErrors.of("“" + key + "” could not be fetched", e));
    }
  }

  private static boolean matches(StoredObject described, Digests.Copy fetched) {
    return fetched.size() == described.size()
        && (described.sha256() == null || Objects.equals(described.sha256(), fetched.sha256()));
  }

  private StorageException discarded(StorageException failure) {
    return discarded(target, failure);
  }

  private static StorageException discarded(Path target, StorageException failure) {
    try {
      if (Files.isRegularFile(target)) {
        Files.delete(target);
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }
}
