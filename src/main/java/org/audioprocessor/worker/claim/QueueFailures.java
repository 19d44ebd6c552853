package org.audioprocessor.worker.claim;

import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.queue.QueueException;

/** Converts failures and refusals of the queue to {@link ProcessingException}. */
public final class QueueFailures {
  private QueueFailures() {}

  public static ProcessingException of(QueueException failure) {
    FailureKind kind =
        switch (failure.kind()) {
          case UNAVAILABLE,
              LOGIN_REFUSED,
              NOT_SECURE,
              DENIED,
              TABLE_UNUSABLE,
              ADDRESS_UNUSABLE,
              CONFLICT ->
              FailureKind.DATABASE_AWAY;
          case NOT_STORABLE, INTERNAL -> FailureKind.INTERNAL;
        };
    return new ProcessingException(kind, String.valueOf(failure.getMessage()), failure);
  }

  static ProcessingException lost() {
    return new ProcessingException(
        FailureKind.LEASE_LOST,
        "The claim was lost: the row was changed, or another worker claimed the upload.");
  }
}
