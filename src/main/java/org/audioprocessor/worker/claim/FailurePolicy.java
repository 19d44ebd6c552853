package org.audioprocessor.worker.claim;

import java.time.Duration;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.worker.RetryPolicy;

/** Decides by what would cure a failure what becomes of its upload. */
public final class FailurePolicy {
  /** A person's cancel must outlast the next poll of every worker; a retry ends it at once. */
  static final Duration REST_AFTER_CANCEL = Duration.ofHours(1);

  /** What ends a process is not tried as often as what merely failed. */
  private static final int FEW_TRIES = 3;

  private final RetryPolicy retry;

  public FailurePolicy(RetryPolicy retry) {
    this.retry = retry;
  }

  /**
   * Judges a run that failed.
   *
   * @param attempt of the claim, counted from 1
   * @param waited since the upload's row was inserted
   */
  FailureDecision judge(ProcessingException failure, int attempt, Duration waited) {
    String kind = failure.kind().name();
    String sentence = failure.sentence();
    return switch (failure.kind().cure()) {
      case NEW_FILE -> new FailureDecision.Fail(kind, sentence);
      case LATE_FILE ->
          retry.isLastForLateFile(attempt, waited)
              ? new FailureDecision.Fail(kind, sentence + tried(attempt))
              : new FailureDecision.Rest(
                  kind,
                  sentence + " It may be on its way: it is looked for again.",
                  retry.restForLateFile(attempt, waited));
      case TRY_AGAIN -> again(failure, attempt, retry.isLast(attempt));
      case FEW_TRIES -> again(failure, attempt, attempt >= FEW_TRIES || retry.isLast(attempt));
      case WAIT -> new FailureDecision.Wait(failure);
      case LEAVE ->
          failure.kind() == FailureKind.CANCELLED
              ? new FailureDecision.GiveBack(sentence)
              : new FailureDecision.Leave(sentence);
    };
  }

  private FailureDecision again(ProcessingException failure, int attempt, boolean last) {
    String kind = failure.kind().name();
    String sentence = failure.sentence();
    return last
        ? new FailureDecision.Fail(kind, sentence + tried(attempt))
        : new FailureDecision.Rest(kind, sentence, retry.rest(attempt));
  }

  private static String tried(int attempt) {
    return " It was tried " + attempt + " times.";
  }

  /** A person asked to stop this one. */
  static FailureDecision cancelled() {
    return new FailureDecision.Rest(
        FailureKind.CANCELLED.name(),
        "Cancelled. It is tried again in an hour, or sooner if it is retried.",
        REST_AFTER_CANCEL);
  }
}
