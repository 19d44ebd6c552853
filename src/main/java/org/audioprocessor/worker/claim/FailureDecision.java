package org.audioprocessor.worker.claim;

import java.time.Duration;
import org.audioprocessor.process.ProcessingException;

/** What is to be done with an upload whose run did not end in a publication. */
sealed interface FailureDecision {
  /** Nothing helps but another file, or it was tried often enough. */
  record Fail(String kind, String sentence) implements FailureDecision {}

  /** Once more after a rest. */
  record Rest(String kind, String sentence, Duration rest) implements FailureDecision {}

  /** The surroundings are to blame: give it back, and wait for them. */
  record Wait(ProcessingException why) implements FailureDecision {}

  /** Give it back as if it had not been taken. */
  record GiveBack(String sentence) implements FailureDecision {}

  /** It is not ours any more: write nothing. */
  record Leave(String sentence) implements FailureDecision {}
}
