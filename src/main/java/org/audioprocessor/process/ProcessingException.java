package org.audioprocessor.process;

import org.audioprocessor.media.MediaException;
import org.audioprocessor.storage.StorageException;
import org.jspecify.annotations.Nullable;

/** A failure of processing: its kind, a sentence for an operator and the cause. */
public final class ProcessingException extends Exception {
  private final FailureKind kind;

  /** The sentence says what is wrong and what to do, without class names. */
  public ProcessingException(FailureKind kind, String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
    this.kind = kind;
  }

  /** A failure without a cause. */
  public ProcessingException(FailureKind kind, String sentence) {
    this(kind, sentence, null);
  }

  /** The kind, which states the remedy. */
  public FailureKind kind() {
    return kind;
  }

  /** The sentence for an operator. */
  public String sentence() {
    return String.valueOf(getMessage());
  }

  /** Converts a failure of reading or writing audio. */
  public static ProcessingException of(MediaException failure) {
    FailureKind kind =
        switch (failure.kind()) {
          case NOT_AUDIO, UNSUPPORTED, EMPTY -> FailureKind.NOT_AUDIO;
          case CORRUPT -> FailureKind.CORRUPT;
          case TOO_LARGE,
              TOO_LONG,
              TOO_MANY_CHANNELS,
              BAD_SAMPLE_RATE,
              TOO_MANY_STREAMS,
              TOO_EXPENSIVE ->
              FailureKind.OVER_LIMIT;
          case STALLED -> FailureKind.STALLED;
          case CANCELLED -> FailureKind.CANCELLED;
          case IO, NO_ENCODER, INTERNAL -> FailureKind.INTERNAL;
        };
    return new ProcessingException(kind, String.valueOf(failure.getMessage()), failure);
  }

  /** Converts a failure of the store. */
  public static ProcessingException of(StorageException failure) {
    FailureKind kind =
        switch (failure.kind()) {
          case NOT_FOUND -> FailureKind.RAW_MISSING;
          case DENIED -> FailureKind.STORE_DENIED;
          case CREDENTIALS -> FailureKind.CREDENTIALS_REFUSED;
          case REFUSED -> FailureKind.STORE_REFUSED;
          case PRECONDITION_FAILED -> FailureKind.LEASE_LOST;
          case UNAVAILABLE, IO -> FailureKind.STORE_AWAY;
          case FULL -> FailureKind.DISK_FULL;
          case CHECKSUM -> FailureKind.CHECKSUM;
          case INVALID_KEY -> FailureKind.BAD_NAME;
          case INTERRUPTED -> FailureKind.CANCELLED;
        };
    return new ProcessingException(kind, String.valueOf(failure.getMessage()), failure);
  }
}
