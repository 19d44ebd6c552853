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

/** Writes the outcome of a claim, and asks again while the database does not answer. */
public final class OutcomeWriter {
  private static final Logger LOG = LoggerFactory.getLogger(OutcomeWriter.class);
  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);
  private static final int TRIES_OF_A_FAULT = 3;

  private final UploadQueue queue;
  private final CircuitBreaker breaker;
  private final BooleanSupplier mayNotWait;

  /**
   * The gate closes while the database does not answer.
   *
   * @param mayNotWait true when the process must end, or the pool's patience has; the claim is then
   *     left to the end of its lease
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

  /** Whether work that cannot go on waits for the service that is away. */
  public boolean mayWait() {
    return !mayNotWait.getAsBoolean();
  }

  /**
   * Writes it once, however often it has to be asked.
   *
   * @return false if the claim was lost, or nobody answered in time
   */
  boolean write(Claim claim, Attempt.Outcome outcome, Outcome step) {
    for (int tries = 1; ; tries++) {
      try {
        // an answer that was lost on its way may have been a yes
        return step.write(queue) || (tries > 1 && wasWritten(claim, outcome));
      } catch (QueueException e) {
        boolean fault =
            e.kind() == QueueException.Kind.INTERNAL
                || e.kind() == QueueException.Kind.NOT_STORABLE;
        breaker.close(QueueFailures.of(e), null);
        if (mayNotWait.getAsBoolean() || (fault && tries == TRIES_OF_A_FAULT)) {
          LOG.error("{}: the outcome {} could not be written", claim.fileName(), outcome, e);
          return false;
        }
        if (Thread.interrupted()) {
          // left behind by a call that was given up; it would end every pause at once
          LOG.debug("{}: was interrupted by a call that has ended", claim.fileName());
        }
        WakeSignal.pause(ASK_AGAIN);
      }
    }
  }

  private boolean wasWritten(Claim claim, Attempt.Outcome outcome) throws QueueException {
    return queue.history(claim.uploadId()).stream()
        .anyMatch(
            attempt -> attempt.token() == claim.token() && attempt.ending().outcome() == outcome);
  }
}
