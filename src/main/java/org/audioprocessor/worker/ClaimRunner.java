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
import org.audioprocessor.worker.claim.Disposition;
import org.audioprocessor.worker.claim.Heartbeat;
import org.audioprocessor.worker.claim.HeldClaim;
import org.audioprocessor.worker.claim.PoolContext;
import org.audioprocessor.worker.claim.TrackAttempt;
import org.audioprocessor.worker.source.WorkSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Claims uploads and runs them; cancels and stops those that run. Safe for all slots of a pool. */
final class ClaimRunner {
  private static final Logger LOG = LoggerFactory.getLogger(ClaimRunner.class);

  private final PoolContext pool;
  private final WorkSource source;
  private final Heartbeat heartbeat;
  private final Duration lease;
  private final InstantSource clock;
  private final Map<String, HeldClaim> running = new ConcurrentHashMap<>();

  /** Shared by the slots that are claiming; whoever holds it alone knows what has been claimed. */
  private final ReadWriteLock claiming = new ReentrantReadWriteLock();

  private volatile boolean stopping;

  /**
   * Claims nothing yet.
   *
   * @param clock monotonic
   */
  ClaimRunner(
      PoolContext pool,
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

  /** Claims an upload; null if there is none at the moment. Give it to {@link #run}. */
  @Nullable HeldClaim claim() throws QueueException {
    claiming.readLock().lock();
    try {
      Instant asked = clock.instant();
      Optional<Claim> claim = source.next();
      if (claim.isEmpty()) {
        return null;
      }
      HeldClaim held =
          new HeldClaim(
              claim.get(), pool.services().queue(), lease, clock, asked, pool.outcomes()::mayWait);
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

  /** From claimed to its outcome. */
  void run(HeldClaim held) {
    Disposition ending = Disposition.LATER;
    try {
      ending = new TrackAttempt(pool, held).run();
    } catch (Throwable fault) {
      giveBack(held, "ended with a fault of the program");
      throw fault;
    } finally {
      running.remove(held.claim().uploadId(), held);
      heartbeat.remove(held);
      source.ended(held.claim(), ending);
    }
  }

  /** See {@link WorkerPool#cancel}. */
  boolean cancel(String uploadId) {
    boolean wasWanted = source.drop(uploadId);
    HeldClaim held;
    // a claim that is being granted may be this one: afterwards it runs
    claiming.writeLock().lock();
    try {
      held = running.get(uploadId);
    } finally {
      claiming.writeLock().unlock();
    }
    boolean wasStopped = held != null && held.cancelByPerson();
    return wasWanted || wasStopped;
  }

  /** Asks every run to stop, those included that begin from now on. */
  void stop() {
    stopping = true;
    running.values().forEach(HeldClaim::stop);
  }

  /** The threads do not answer; the guard keeps them from publishing. */
  void giveBackUnfinished() {
    for (HeldClaim held : running.values()) {
      giveBack(held, "did not stop in time");
    }
  }

  private void giveBack(HeldClaim held, String why) {
    heartbeat.remove(held);
    try {
      boolean released = pool.services().queue().release(held.claim());
      LOG.warn("{}: {}; given back: {}", held.claim().fileName(), why, released);
    } catch (QueueException e) {
      LOG.warn("{}: {}; stays claimed until its lease ends", held.claim().fileName(), why, e);
    }
  }
}
