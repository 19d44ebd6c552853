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
 * A claim that this process holds: when it was last confirmed, and whether it may still publish.
 * Safe for the track's threads and the heartbeat.
 */
public final class HeldClaim implements PublicationGuard {
  private static final Duration ASK_AGAIN = Duration.ofMillis(500);

  private final Claim claim;
  private final UploadQueue queue;
  private final Duration lease;
  private final InstantSource clock;
  private final BooleanSupplier mayWait;
  private final CancelToken cancel = new CancelToken();
  private volatile Instant confirmedAt;
  private boolean cancelledByPerson;
  private boolean switching;
  private boolean stopping;
  private boolean judged;

  /**
   * A claim that was just granted.
   *
   * @param clock monotonic; the database alone knows when the lease ends
   * @param askedAt when the claim was asked for: the lease began later
   * @param mayWait whether the pool has the patience for a store that is away
   */
  public HeldClaim(
      Claim claim,
      UploadQueue queue,
      Duration lease,
      InstantSource clock,
      Instant askedAt,
      BooleanSupplier mayWait) {
    this.claim = claim;
    this.queue = queue;
    this.lease = lease;
    this.clock = clock;
    this.confirmedAt = askedAt;
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

  /** Asked when the run has ended: a person who comes later does not change its outcome. */
  synchronized boolean judgedAsCancelled() {
    judged = true;
    return cancelledByPerson;
  }

  /**
   * Ends this run because a person wants it, however often the person says so; false if it was
   * ended for another reason before.
   */
  public synchronized boolean cancelByPerson() {
    if (!judged && cancel.cancel(FailureKind.CANCELLED, "It was cancelled.")) {
      cancelledByPerson = true;
    }
    return cancelledByPerson;
  }

  /**
   * From now on fixed names change. What takes a few puts is finished when the worker is stopped: a
   * switch that is given back half-way costs the track a generation.
   */
  synchronized void beginSwitch() throws ProcessingException {
    cancel.check();
    switching = true;
  }

  /** The worker ends; only a run that switches already goes on. */
  public synchronized void stop() {
    stopping = true;
    if (!switching) {
      cancel.cancel(FailureKind.CANCELLED, "The worker was stopped.");
    }
  }

  /** The heart beats three times a lease. */
  boolean isDue() {
    return age().compareTo(lease.dividedBy(3)) >= 0;
  }

  /** Too old to be trusted: three quarters of the lease are over. */
  boolean isStale() {
    return age().compareTo(lease.multipliedBy(3).dividedBy(4)) >= 0;
  }

  /** Renews the lease; a refusal ends the run. */
  void renew() throws QueueException {
    Instant asked = clock.instant();
    if (queue.renew(claim, lease)) {
      confirmedAt = asked;
    } else {
      ProcessingException lost = QueueFailures.lost();
      cancel.cancel(lost.kind(), lost.sentence());
    }
  }

  /** Ends the run of a claim that could not be renewed in time. */
  void giveUpWhenStale() {
    if (isStale()) {
      ProcessingException stale = stale();
      cancel.cancel(stale.kind(), stale.sentence());
    }
  }

  /** Nobody asked to stop, and {@link #requireHeld()}. */
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

  /** What may no longer be published is not sent again. */
  @Override
  public boolean maySendAfter(Duration backOff) throws InterruptedException {
    return !cancel.await(backOff) && !isStale();
  }

  /** The lease is renewed meanwhile. A worker that is being stopped does not wait so long. */
  @Override
  public boolean outlastsOutage() {
    return !isStopping() && mayWait.getAsBoolean();
  }

  private synchronized boolean isStopping() {
    return stopping;
  }

  /** For a track that is published: who asks to stop interrupts a back-off, and no more. */
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
   * Young enough, and the database says that it is still ours. While the database does not answer,
   * this waits until the claim is stale.
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
    WakeSignal.pause(ASK_AGAIN);
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
