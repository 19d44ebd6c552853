package org.audioprocessor.intake;

import org.audioprocessor.queue.QueueException;
import org.audioprocessor.storage.StorageException;
import org.jspecify.annotations.Nullable;

/** A request was not carried out; the message says why. */
public final class IntakeException extends Exception {

  public enum Kind {
    /** Caused by this file, name or upload; other requests may succeed. */
    REFUSED,
    /** Caused by the database, the store or the disk. */
    ENVIRONMENT
  }

  private final Kind kind;

  private IntakeException(Kind kind, String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  static IntakeException refused(String sentence) {
    return new IntakeException(Kind.REFUSED, sentence, null);
  }

  static IntakeException refused(String sentence, Throwable cause) {
    return new IntakeException(Kind.REFUSED, sentence, cause);
  }

  static IntakeException environment(String sentence) {
    return new IntakeException(Kind.ENVIRONMENT, sentence, null);
  }

  static IntakeException environment(String sentence, Throwable cause) {
    return new IntakeException(Kind.ENVIRONMENT, sentence, cause);
  }

  static IntakeException of(QueueException failure) {
    Kind kind =
        failure.kind() == QueueException.Kind.NOT_STORABLE ? Kind.REFUSED : Kind.ENVIRONMENT;
    return new IntakeException(kind, String.valueOf(failure.getMessage()), failure);
  }

  static IntakeException of(StorageException failure) {
    Kind kind =
        switch (failure.kind()) {
          case NOT_FOUND, PRECONDITION_FAILED, CHECKSUM, INVALID_KEY, REFUSED -> Kind.REFUSED;
          case DENIED, CREDENTIALS, UNAVAILABLE, FULL, IO, INTERRUPTED -> Kind.ENVIRONMENT;
        };
    return new IntakeException(kind, String.valueOf(failure.getMessage()), failure);
  }
}
