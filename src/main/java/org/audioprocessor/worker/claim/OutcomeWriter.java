package org.audioprocessor.worker.claim;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.audioprocessor.queue.Attempt;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.worker.WakeSignal;
import org.audioprocessor.worker.environment.CircuitBreaker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the outcome of a claim; repeats that while the database is unavailable. */
public final class OutcomeWriter {
  private static final Logger LOG = LoggerFactory.getLogger(OutcomeWriter.class);
  private static final Duration REPEAT_AFTER = Duration.ofSeconds(1);
  private static final int TRIES_OF_A_FAULT = 3;

  private final UploadQueue queue;
  private final CircuitBreaker breaker;
  private final BooleanSupplier mayNotWait;

  /**
   * Creates a writer that trips the breaker while the database is unavailable.
   *
   * @param mayNotWait true if the process must end or the pool has given up; the claim is then left
   *     to the end of its lease
   */
  public OutcomeWriter(UploadQueue queue, CircuitBreaker breaker, BooleanSupplier mayNotWait) {
    this.queue = queue;
    this.breaker = breaker;
    this.mayNotWait = mayNotWait;
  }

  @FunctionalInterface
  interface Outcome {
    boolean write(UploadQueue queue) throws QueueException;
  }

  /** Whether a run waits for an unavailable service. */
  public boolean mayWait() {
    return !mayNotWait.getAsBoolean();
  }

  /**
   * Writes the outcome once, also if the request is repeated.
   *
   * @return false if the claim was lost or the database did not answer in time
   */
  boolean write(Claim claim, Attempt.Outcome outcome, Outcome step) {
    for (int tries = 1; ; tries++) {
      try {
        // the answer of an earlier request may have been lost
        return step.write(queue) || (tries > 1 && wasWritten(claim, outcome));
      } catch (QueueException e) {
        boolean fault =
            e.kind() == QueueException.Kind.INTERNAL
                || e.kind() == QueueException.Kind.NOT_STORABLE;
        breaker.trip(QueueFailures.of(e), null);
        if (mayNotWait.getAsBoolean() || (fault && tries == TRIES_OF_A_FAULT)) {
          LOG.error("{}: the outcome {} could not be written", claim.fileName(), outcome, e);
          return false;
        }
        if (Thread.interrupted()) {
          // an interrupt of a cancelled request would end every pause at once
          LOG.debug("{}: cleared the interrupt of a request that has ended", claim.fileName());
        }
        WakeSignal.pause(REPEAT_AFTER);
      }
    }
  }

  private boolean wasWritten(Claim claim, Attempt.Outcome outcome) throws QueueException {
    return queue.history(claim.uploadId()).stream()
        .anyMatch(
            attempt -> attempt.token() == claim.token() && attempt.ending().outcome() == outcome);
  }
}
