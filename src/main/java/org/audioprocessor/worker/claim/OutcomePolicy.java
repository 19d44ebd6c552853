package org.audioprocessor.worker.claim;

import java.time.Duration;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.worker.RetryPolicy;

/** Decides by what would cure a failure what becomes of its upload. */
public final class OutcomePolicy {
  /** A person's cancel must outlast the next poll of every worker; a retry ends it at once. */
  static final Duration REST_AFTER_CANCEL = Duration.ofHours(1);

  /** What ends a process is not tried as often as what merely failed. */
  private static final int FEW_TRIES = 3;

  private final RetryPolicy retry;

  public OutcomePolicy(RetryPolicy retry) {
    this.retry = retry;
  }

  /**
   * Judges a run that failed.
   *
   * @param attempt of the claim, counted from 1
   * @param waited since the upload's row was inserted
   */
  Verdict judge(ProcessingException failure, int attempt, Duration waited) {
    String kind = failure.kind().name();
    String sentence = failure.sentence();
    return switch (failure.kind().cure()) {
      case NEW_FILE -> new Verdict.Fail(kind, sentence);
      case LATE_FILE ->
          retry.isLastForLateFile(attempt, waited)
              ? new Verdict.Fail(kind, sentence + tried(attempt))
              : new Verdict.Rest(
                  kind,
                  sentence + " It may be on its way: it is looked for again.",
                  retry.restForLateFile(attempt, waited));
      case TRY_AGAIN -> again(failure, attempt, retry.isLast(attempt));
      case FEW_TRIES -> again(failure, attempt, attempt >= FEW_TRIES || retry.isLast(attempt));
      case WAIT -> new Verdict.Wait(failure);
      case LEAVE ->
          failure.kind() == FailureKind.CANCELLED
              ? new Verdict.GiveBack(sentence)
              : new Verdict.Leave(sentence);
    };
  }

  private Verdict again(ProcessingException failure, int attempt, boolean last) {
    String kind = failure.kind().name();
    String sentence = failure.sentence();
    return last
        ? new Verdict.Fail(kind, sentence + tried(attempt))
        : new Verdict.Rest(kind, sentence, retry.rest(attempt));
  }

  private static String tried(int attempt) {
    return " It was tried " + attempt + " times.";
  }

  /** A person asked to stop this one. */
  static Verdict cancelled() {
    return new Verdict.Rest(
        FailureKind.CANCELLED.name(),
        "Cancelled. It is tried again in an hour, or sooner if it is retried.",
        REST_AFTER_CANCEL);
  }
}
