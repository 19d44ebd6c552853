package org.audioprocessor.storage;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A store could not do what it was asked. The message is a sentence for people; what happens next
 * is decided by {@link #kind()} alone. It is an {@link IOException} so that the streams of a store
 * can throw it in the middle of an object.
 */
public final class StorageException extends IOException {

  /** Why, in the words that a retry policy needs. */
  public enum Kind {
    /** No object has this key. */
    NOT_FOUND,
    /** The store or the operating system refuses us. */
    DENIED,
    /** The store does not accept the credentials, whatever they ask for. */
    CREDENTIALS,
    /** The store, or a proxy before it, refuses this very request and will refuse it again. */
    REFUSED,
    /** The condition of a put or copy did not hold: somebody else was faster. */
    PRECONDITION_FAILED,
    /** The store does not answer, or answers that it cannot now. */
    UNAVAILABLE,
    /** No space, or a quota is used up. */
    FULL,
    /** The bytes are not those that were expected. */
    CHECKSUM,
    /** The store cannot hold an object of this name. */
    INVALID_KEY,
    /** The calling thread was interrupted. */
    INTERRUPTED,
    /** Reading or writing went wrong in another way. */
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
