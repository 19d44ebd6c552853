package org.audioprocessor.storage;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Objects by key, as in a bucket. Every method blocks and may be called from any thread. Writing is
 * atomic per object: whoever reads gets all of one version, bytes and attributes together.
 */
public interface ObjectStore extends AutoCloseable {

  /** The length in UTF-8 bytes that no key exceeds (Amazon S3 API, "Object key naming"). */
  int MAX_KEY_BYTES = 1024;

  /**
   * Does in the background what the first request would wait for. Optional: whoever is about to use
   * the store gains by it, whoever shows a window first does not.
   */
  default void warmUp() {}

  /**
   * Finds out in the background what the first conditional put below the folder would wait for.
   * Optional; a failure is met again by that put.
   *
   * @param folder ends at a slash
   */
  default void warmUpConditions(String folder) {}

  /** Whether the objects are files of this machine: no network lies between. */
  default boolean isLocal() {
    return false;
  }

  /**
   * The object's file, where the objects are files of this machine; empty otherwise.
   *
   * @throws StorageException INVALID_KEY
   */
  default Optional<Path> localFile(String key) throws StorageException {
    return Optional.empty();
  }

  /** Bytes that can still be written; {@link Long#MAX_VALUE} where the store has no known limit. */
  default long usableBytes() throws StorageException {
    return Long.MAX_VALUE;
  }

  /**
   * Removes what uploads that broke off left below the folder, where the store allows to list it.
   *
   * @param folder ends at a slash
   * @return how many were removed
   */
  default int sweepLeftovers(String folder) throws StorageException {
    return 0;
  }

  /** Requests of uploads that were sent again since the store was opened. */
  default long uploadRetries() {
    return 0;
  }

  /**
   * The same store for one piece of work, which may end between the tries of a request or go on
   * through an outage. Streams that it opened are under the check as well. It is not closed.
   */
  default ObjectStore withRetryCheck(RetryCheck check) {
    return this;
  }

  /**
   * Refuses a key that this store cannot hold, before any work is spent on it.
   *
   * @throws StorageException INVALID_KEY, saying what to change
   */
  void checkKey(String key) throws StorageException;

  /**
   * Writes an object whole or not at all. Of several conditional puts that race, also from several
   * processes, one wins.
   *
   * @throws StorageException PRECONDITION_FAILED if the condition does not hold (an absent object
   *     matches no etag), CHECKSUM if the body is not what the options promise, FULL
   */
  StoredObject put(String key, Body body, PutOptions options) throws StorageException;

  /**
   * The whole object; the caller closes the stream. A stream that was opened goes on reading the
   * same version when the object is replaced or deleted.
   *
   * @throws StorageException NOT_FOUND
   */
  InputStream get(String key) throws StorageException;

  /**
   * What lies inside the object of the bytes {@code from} to {@code toInclusive}, counted from 0:
   * nothing if {@code from} is at or behind its end, or if {@code toInclusive} is {@code from - 1}.
   *
   * @throws IllegalArgumentException if the range is negative
   * @throws StorageException NOT_FOUND
   */
  InputStream get(String key, long from, long toInclusive) throws StorageException;

  /**
   * Copies an object into a file, which is replaced. The size, and the SHA-256 where the store
   * knows it, are checked; after a failure no file is left. Never more bytes are written than the
   * description states: check its size first.
   *
   * @param described as {@link #head} has just answered
   * @return the description of what was copied: a newer version if it is not larger
   * @throws StorageException NOT_FOUND, CHECKSUM, FULL
   */
  default StoredObject download(StoredObject described, Path target) throws StorageException {
    return new Download(this, described, target).run();
  }

  /**
   * The same by its key.
   *
   * @throws StorageException NOT_FOUND, CHECKSUM, FULL; REFUSED if it is larger than this
   */
  default StoredObject download(String key, Path target, long mostBytes) throws StorageException {
    return Download.describe(this, key, target, mostBytes).run();
  }

  /** The object's description, or nothing if there is none. */
  Optional<StoredObject> head(String key) throws StorageException;

  default boolean exists(String key) throws StorageException {
    return head(key).isPresent();
  }

  /**
   * All objects whose key starts with the prefix, which need not end at a slash, in the order of
   * the keys' UTF-8 bytes. Pages are fetched while the stream is consumed; a failure then is an
   * {@link java.io.UncheckedIOException} around the {@link StorageException}.
   */
  Stream<StoredObject> list(String prefix) throws StorageException;

  /**
   * Copies inside the store, with the attributes that the options name instead of the source's. The
   * condition is about the target. A key may be copied onto itself.
   *
   * @throws StorageException NOT_FOUND for the source, PRECONDITION_FAILED, CHECKSUM, FULL
   */
  StoredObject copy(String from, String to, PutOptions options) throws StorageException;

  /** Afterwards the object is absent; that it was absent before is no failure. */
  void delete(String key) throws StorageException;

  @Override
  void close() throws StorageException;
}
