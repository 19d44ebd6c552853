package org.audioprocessor.worker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.worker.claim.Heartbeat;
import org.audioprocessor.worker.claim.HeldClaim;
import org.audioprocessor.worker.claim.TrackAttempt;
import org.audioprocessor.worker.source.WorkSource;
import org.audioprocessor.worker.source.WorkSource.Disposition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Claims uploads, runs them, and cancels or stops runs. Safe for all slots of a pool. */
final class ClaimRunner {
  private static final Logger LOG = LoggerFactory.getLogger(ClaimRunner.class);

  private final TrackAttempt.Context pool;
  private final WorkSource source;
  private final Heartbeat heartbeat;
  private final Duration lease;
  private final InstantSource clock;
  private final Map<String, HeldClaim> running = new ConcurrentHashMap<>();

  /** Read-locked while a slot claims; with the write lock, {@link #running} is complete. */
  private final ReadWriteLock claiming = new ReentrantReadWriteLock();

  private volatile boolean stopping;

  /**
   * Claims nothing yet.
   *
   * @param clock monotonic
   */
  ClaimRunner(
      TrackAttempt.Context pool,
      WorkSource source,
      Heartbeat heartbeat,
      Duration lease,
      InstantSource clock) {
    this.pool = pool;
    this.source = source;
    this.heartbeat = heartbeat;
    this.lease = lease;
    this.clock = clock;
  }

  /** Claims an upload for {@link #run}; null if none can be claimed at present. */
  @Nullable HeldClaim claim() throws QueueException {
    claiming.readLock().lock();
    try {
      Instant requested = clock.instant();
      Optional<Claim> claim = source.next();
      if (claim.isEmpty()) {
        return null;
      }
      HeldClaim held =
          new HeldClaim(
              claim.get(),
              pool.services().queue(),
              lease,
              clock,
              requested,
              pool.outcomes()::mayWait);
      heartbeat.add(held);
      running.put(held.claim().uploadId(), held);
      if (stopping) {
        held.stop();
      }
      return held;
    } finally {
      claiming.readLock().unlock();
    }
  }

  /** Runs a claim until its outcome is written. */
  void run(HeldClaim held) {
    Disposition disposition = Disposition.WAITS_AGAIN;
    try {
      disposition = new TrackAttempt(pool, held).run();
    } catch (Throwable fault) {
      release(held, "ended with an internal error");
      throw fault;
    } finally {
      running.remove(held.claim().uploadId(), held);
      heartbeat.remove(held);
      source.ended(held.claim(), disposition);
    }
  }

  /** See {@link WorkerPool#cancel}. */
  boolean cancel(String uploadId) {
    boolean wasQueued = source.drop(uploadId);
    HeldClaim held;
    // the upload may be being claimed: with the lock it runs or is dropped
    claiming.writeLock().lock();
    try {
      held = running.get(uploadId);
    } finally {
      claiming.writeLock().unlock();
    }
    boolean wasStopped = held != null && held.cancelByPerson();
    return wasQueued || wasStopped;
  }

  /** Stops every run, including those that begin later. */
  void stop() {
    stopping = true;
    running.values().forEach(HeldClaim::stop);
  }

  /** Releases the claims of hung threads; their guard keeps them from publishing. */
  void releaseUnfinished() {
    for (HeldClaim held : running.values()) {
      release(held, "did not stop in time");
    }
  }

  private void release(HeldClaim held, String why) {
    heartbeat.remove(held);
    try {
      boolean released = pool.services().queue().release(held.claim());
      LOG.warn("{}: {}; released: {}", held.claim().fileName(), why, released);
    } catch (QueueException e) {
      LOG.warn("{}: {}; stays claimed until its lease ends", held.claim().fileName(), why, e);
    }
  }
}
