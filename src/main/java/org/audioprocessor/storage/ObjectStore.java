package org.audioprocessor.storage;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A store of objects by key, like a bucket. Every method blocks and may be called from any thread.
 * Writes are atomic per object: a reader gets bytes and attributes of one version.
 */
public interface ObjectStore extends AutoCloseable {

  /** The maximum length of a key in UTF-8 bytes (Amazon S3 API, "Object key naming"). */
  int MAX_KEY_BYTES = 1024;

  /**
   * Prepares the client in the background, so that the first request does not wait for it.
   * Optional.
   */
  default void warmUp() {}

  /**
   * Probes in the background whether conditional puts below a folder work. Optional; after a
   * failure the first put probes again.
   *
   * @param folder ends with a slash
   */
  default void warmUpConditions(String folder) {}

  /** Returns whether the objects are files of this machine. */
  default boolean isLocal() {
    return false;
  }

  /**
   * Returns the file of an object if objects are files of this machine; empty otherwise.
   *
   * @throws StorageException INVALID_KEY
   */
  default Optional<Path> localFile(String key) throws StorageException {
    return Optional.empty();
  }

  /** Returns the bytes that can still be written; {@link Long#MAX_VALUE} without a known limit. */
  default long usableBytes() throws StorageException {
    return Long.MAX_VALUE;
  }

  /**
   * Removes incomplete uploads below a folder, if the store can list them.
   *
   * @param folder ends with a slash
   * @return the number of removed uploads
   */
  default int sweepLeftovers(String folder) throws StorageException {
    return 0;
  }

  /** Returns the number of retried requests of uploads since the store was opened. */
  default long uploadRetries() {
    return 0;
  }

  /**
   * Returns a view of this store for one task, whose check decides about retries, also of its
   * streams. The view need not be closed.
   */
  default ObjectStore withRetryCheck(RetryCheck check) {
    return this;
  }

  /**
   * Checks that this store can hold a key.
   *
   * @throws StorageException INVALID_KEY with the reason and the remedy
   */
  void checkKey(String key) throws StorageException;

  /**
   * Writes an object completely or not at all. Of several concurrent conditional puts, also from
   * several processes, one succeeds.
   *
   * @throws StorageException PRECONDITION_FAILED if the condition does not hold (an absent object
   *     matches no etag), CHECKSUM if the body does not match the options, FULL
   */
  StoredObject put(String key, Body body, PutOptions options) throws StorageException;

  /**
   * Opens an object; the caller closes the stream. The stream continues to read the same version
   * after the object is replaced or deleted.
   *
   * @throws StorageException NOT_FOUND
   */
  InputStream get(String key) throws StorageException;

  /**
   * Opens the bytes {@code from} to {@code toInclusive} of an object, counted from 0. The stream is
   * empty if {@code from} is at or behind the end, or if {@code toInclusive} is {@code from - 1}.
   *
   * @throws IllegalArgumentException if the range is negative
   * @throws StorageException NOT_FOUND
   */
  InputStream get(String key, long from, long toInclusive) throws StorageException;

  /**
   * Copies an object into a file, which is replaced. Checks the size and, if the store knows it,
   * the SHA-256; deletes the file after a failure. Never writes more bytes than the description
   * states, so check its size first.
   *
   * @param described the current answer of {@link #head}
   * @return the description of the copied version, which may be newer but not larger
   * @throws StorageException NOT_FOUND, CHECKSUM, FULL
   */
  default StoredObject download(StoredObject described, Path target) throws StorageException {
    return new Download(this, described, target).run();
  }

  /**
   * Copies the object of a key into a file.
   *
   * @throws StorageException NOT_FOUND, CHECKSUM, FULL; REFUSED if it is larger than {@code
   *     mostBytes}
   */
  default StoredObject download(String key, Path target, long mostBytes) throws StorageException {
    return Download.describe(this, key, target, mostBytes).run();
  }

  /** Describes an object; empty if there is none. */
  Optional<StoredObject> head(String key) throws StorageException;

  default boolean exists(String key) throws StorageException {
    return head(key).isPresent();
  }

  /**
   * Lists all objects whose key starts with the prefix, which need not end with a slash, in the
   * order of the keys' UTF-8 bytes. Pages are fetched while the stream is consumed; a failure is
   * then an {@link java.io.UncheckedIOException} around the {@link StorageException}.
   */
  Stream<StoredObject> list(String prefix) throws StorageException;

  /**
   * Copies an object inside the store. Attributes in the options replace those of the source. The
   * condition applies to the target. A key may be copied onto itself.
   *
   * @throws StorageException NOT_FOUND for the source, PRECONDITION_FAILED, CHECKSUM, FULL
   */
  StoredObject copy(String from, String to, PutOptions options) throws StorageException;

  /** Deletes an object; succeeds if there is none. */
  void delete(String key) throws StorageException;

  @Override
  void close() throws StorageException;
}
