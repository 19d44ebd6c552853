package org.audioprocessor.worker.claim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.PublicationGuard;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.worker.WakeSignal;

/**
 * A claim that this process holds: its last confirmation and its permission to publish. Safe for
 * the track's threads and the heartbeat.
 */
public final class HeldClaim implements PublicationGuard {
  private static final Duration REPEAT_AFTER = Duration.ofMillis(500);

  private final Claim claim;
  private final UploadQueue queue;
  private final Duration lease;
  private final InstantSource clock;
  private final BooleanSupplier mayWait;
  private final CancelToken cancel = new CancelToken();
  private volatile Instant confirmedAt;
  private boolean cancelledByPerson;
  private boolean publishing;
  private boolean stopping;
  private boolean judged;

  /**
   * Creates a claim that was just granted.
   *
   * @param clock monotonic; only the database knows when the lease ends
   * @param requestedAt when the claim was requested; the lease began later
   * @param mayWait whether the pool waits for an unavailable store
   */
  public HeldClaim(
      Claim claim,
      UploadQueue queue,
      Duration lease,
      InstantSource clock,
      Instant requestedAt,
      BooleanSupplier mayWait) {
    this.claim = claim;
    this.queue = queue;
    this.lease = lease;
    this.clock = clock;
    this.confirmedAt = requestedAt;
    this.mayWait = mayWait;
  }

  public Claim claim() {
    return claim;
  }

  CancelToken cancel() {
    return cancel;
  }

  synchronized boolean cancelledByPerson() {
    return cancelledByPerson;
  }

  /** Called once at the end of the run; a later cancellation does not change the outcome. */
  synchronized boolean judgedAsCancelled() {
    judged = true;
    return cancelledByPerson;
  }

  /**
   * Cancels this run for an operator; repeated calls return true. False if it was cancelled for
   * another reason before.
   */
  public synchronized boolean cancelByPerson() {
    if (!judged && cancel.cancel(FailureKind.CANCELLED, "It was cancelled.")) {
      cancelledByPerson = true;
    }
    return cancelledByPerson;
  }

  /**
   * Begins the publication of a track whose segments are stored. A stop of the worker does not
   * interrupt it, since it takes a few rounds of requests only.
   */
  synchronized void beginPublication() throws ProcessingException {
    cancel.check();
    publishing = true;
  }

  /** Stops the run because the worker ends, unless its publication has begun. */
  public synchronized void stop() {
    stopping = true;
    if (!publishing) {
      cancel.cancel(FailureKind.CANCELLED, "The worker was stopped.");
    }
  }

  /** Whether a third of the lease has passed. */
  boolean isDue() {
    return age().compareTo(lease.dividedBy(3)) >= 0;
  }

  /** Whether three quarters of the lease have passed: the claim is no longer trusted. */
  boolean isStale() {
    return age().compareTo(lease.multipliedBy(3).dividedBy(4)) >= 0;
  }

  /** Renews the lease; a refusal cancels the run. */
  void renew() throws QueueException {
    Instant requested = clock.instant();
    if (queue.renew(claim, lease)) {
      confirmedAt = requested;
    } else {
      ProcessingException lost = QueueFailures.lost();
      cancel.cancel(lost.kind(), lost.sentence());
    }
  }

  /** Cancels the run of a claim that was not renewed in time. */
  void cancelIfStale() {
    if (isStale()) {
      ProcessingException stale = stale();
      cancel.cancel(stale.kind(), stale.sentence());
    }
  }

  /** Requires that the run is not cancelled and the claim is held. */
  @Override
  public void check() throws ProcessingException {
    cancel.check();
    requireHeld();
  }

  @Override
  public void checkBeforeSegment() throws ProcessingException {
    cancel.check();
    if (isStale()) {
      throw stale();
    }
  }

  /** A request is not repeated once the run is cancelled or the claim is stale. */
  @Override
  public boolean maySendAfter(Duration backOff) throws InterruptedException {
    return !cancel.await(backOff) && !isStale();
  }

  /** True unless the worker is being stopped; the lease is renewed meanwhile. */
  @Override
  public boolean outlastsOutage() {
    return !isStopping() && mayWait.getAsBoolean();
  }

  private synchronized boolean isStopping() {
    return stopping;
  }

  /** The guard after the publication: a cancellation interrupts back-offs only. */
  PublicationGuard afterPublication() {
    return new PublicationGuard() {
      @Override
      public void check() throws ProcessingException {
        requireHeld();
      }

      @Override
      public boolean maySendAfter(Duration backOff) throws InterruptedException {
        return backOff.isZero() ? !isStale() : HeldClaim.this.maySendAfter(backOff);
      }

      @Override
      public boolean outlastsOutage() {
        return HeldClaim.this.outlastsOutage();
      }
    };
  }

  /**
   * Requires that the claim is not stale and that the database confirms it. While the database is
   * unavailable, this waits until the claim is stale.
   */
  void requireHeld() throws ProcessingException {
    while (true) {
      if (isStale()) {
        throw stale();
      }
      try {
        if (queue.isStillHeld(claim)) {
          return;
        }
        throw QueueFailures.lost();
      } catch (QueueException e) {
        pauseOrThrow(QueueFailures.of(e));
      }
    }
  }

  private void pauseOrThrow(ProcessingException failure) throws ProcessingException {
    boolean interrupted = Thread.currentThread().isInterrupted();
    if (failure.kind() != FailureKind.DATABASE_AWAY || cancel.getAsBoolean() || interrupted) {
      throw failure;
    }
    WakeSignal.pause(REPEAT_AFTER);
  }

  private Duration age() {
    return Duration.between(confirmedAt, clock.instant());
  }

  private static ProcessingException stale() {
    return new ProcessingException(
        FailureKind.DATABASE_AWAY,
        "The claim could not be renewed in time. Work goes on by itself when the database"
            + " answers.");
  }
}
