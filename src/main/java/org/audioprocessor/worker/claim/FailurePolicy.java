package org.audioprocessor.worker.claim;

import java.time.Duration;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.worker.RetryPolicy;

/** Decides by the cure of a failure what happens to its upload. */
public final class FailurePolicy {
  /** Longer than the poll interval of every worker; a retry by an operator ends it at once. */
  static final Duration BACK_OFF_AFTER_CANCEL = Duration.ofHours(1);

  /** A failure that ends a process is retried less often than others. */
  private static final int FEW_TRIES = 3;

  private final RetryPolicy retry;

  public FailurePolicy(RetryPolicy retry) {
    this.retry = retry;
  }

  /** What happens to an upload whose run did not end in a publication. */
  sealed interface Decision {
    /** Only another file helps, or the last try has failed. */
    record Fail(String kind, String sentence) implements Decision {}

    /** Retry after a back-off. */
    record Retry(String kind, String sentence, Duration backOff) implements Decision {}

    /** The environment is the reason: release the claim and trip the circuit breaker. */
    record Pause(ProcessingException why) implements Decision {}

    /** Release the claim; the try does not count. */
    record Release(String sentence) implements Decision {}

    /** The claim is lost: write nothing. */
    record Abandon(String sentence) implements Decision {}
  }

  /**
   * Decides about a failed run.
   *
   * @param attempt of the claim, counted from 1
   * @param waited since the upload's row was inserted
   */
  Decision decide(ProcessingException failure, int attempt, Duration waited) {
    String kind = failure.kind().name();
    String sentence = failure.sentence();
    return switch (failure.kind().cure()) {
      case NEW_FILE -> new Decision.Fail(kind, sentence);
      case LATE_FILE ->
          retry.isLastForLateFile(attempt, waited)
              ? new Decision.Fail(kind, sentence + tried(attempt))
              : new Decision.Retry(
                  kind,
                  sentence + " The upload of the file may not have ended; it is tried again.",
                  retry.backOffForLateFile(attempt, waited));
      case TRY_AGAIN -> retryUnless(retry.isLast(attempt), failure, attempt);
      case FEW_TRIES ->
          retryUnless(attempt >= FEW_TRIES || retry.isLast(attempt), failure, attempt);
      case WAIT -> new Decision.Pause(failure);
      case LEAVE ->
          failure.kind() == FailureKind.CANCELLED
              ? new Decision.Release(sentence)
              : new Decision.Abandon(sentence);
    };
  }

  private Decision retryUnless(boolean last, ProcessingException failure, int attempt) {
    String kind = failure.kind().name();
    String sentence = failure.sentence();
    return last
        ? new Decision.Fail(kind, sentence + tried(attempt))
        : new Decision.Retry(kind, sentence, retry.backOff(attempt));
  }

  private static String tried(int attempt) {
    return " It was tried " + attempt + " times.";
  }

  /** The decision about a run that an operator has cancelled. */
  static Decision cancelled() {
    return new Decision.Retry(
        FailureKind.CANCELLED.name(),
        "Cancelled. It is tried again in an hour, or sooner if it is retried.",
        BACK_OFF_AFTER_CANCEL);
  }
}
