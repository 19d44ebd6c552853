package org.audioprocessor.worker.claim;

import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.queue.QueueException;

/** The queue's failures and refusals in the pipeline's words. */
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
        "The upload is not ours any more: its row was changed, or another worker took it over.");
  }
}
