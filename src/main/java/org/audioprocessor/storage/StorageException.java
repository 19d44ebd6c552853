package org.audioprocessor.storage;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a store fails. The message is a sentence for people; callers decide by {@link
 * #kind()} alone. It is an {@link IOException} so that the streams of a store can throw it.
 */
public final class StorageException extends IOException {

  /** The classes of failures that a retry policy distinguishes. */
  public enum Kind {
    /** The key has no object. */
    NOT_FOUND,
    /** The store or the operating system denies access. */
    DENIED,
    /** The store rejects the credentials for every request. */
    CREDENTIALS,
    /** The store, or a proxy before it, rejects this request; a retry does not help. */
    REFUSED,
    /** The condition of a put or copy does not hold: another writer was faster. */
    PRECONDITION_FAILED,
    /** The store does not respond, or reports a temporary failure. */
    UNAVAILABLE,
    /** No space is left, or a quota is used up. */
    FULL,
    /** The bytes do not have the expected checksum or size. */
    CHECKSUM,
    /** The store cannot hold an object of this name. */
    INVALID_KEY,
    /** The calling thread was interrupted. */
    INTERRUPTED,
    /** Another failure of reading or writing. */
    IO
  }

  private final Kind kind;

  public StorageException(Kind kind, String sentence) {
    this(kind, sentence, null);
  }

  public StorageException(Kind kind, String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
