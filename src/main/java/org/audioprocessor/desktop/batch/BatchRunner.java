package org.audioprocessor.desktop.batch;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.audioprocessor.desktop.batch.Batch.BatchProperties;
import org.audioprocessor.desktop.batch.Batch.BatchState.Phase;
import org.audioprocessor.worker.WorkerListener;
import org.audioprocessor.worker.WorkerPool;
import org.audioprocessor.worker.WorkerSettings;
import org.audioprocessor.worker.Workload;
import org.audioprocessor.worker.claim.PoolServices;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the worker pools of a batch one after the other. Callers wait for the database. */
final class BatchRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BatchRunner.class);
  private static final Duration LAST_EVENT_MAY_TAKE = Duration.ofSeconds(5);
  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private final PoolServices services;
  private final BatchTally tally;
  private final BatchProperties properties;
  private final WorkerListener listener;
  private PendingWork next = new PendingWork();

  /** The work that was pending behind the current pool when it was stopped. */
  private PendingWork stopped = new PendingWork();

  private boolean closed;
  private @Nullable WorkerPool pool;
  private boolean takesAll;
  private int tracksAtOnce;
  private volatile @Nullable Thread ending;

  /**
   * @param listener receives every event, on the pools' threads
   */
  BatchRunner(
      PoolServices services,
      int tracksAtOnce,
      BatchTally tally,
      BatchProperties properties,
      WorkerListener listener) {
    this.services = services;
    this.tracksAtOnce = tracksAtOnce;
    this.tally = tally;
    this.properties = properties;
    this.listener = listener;
  }

  synchronized void add(List<String> uploadIds) {
    if (!tally.phase().isActive()) {
      tally.begin();
    }
    List<String> more = takesAll ? uploadIds : tally.include(uploadIds);
    WorkerPool now = pool;
    boolean taken = more.isEmpty() || (now != null && now.include(more));
    if (!taken) {
      next.add(new Workload.These(more));
    }
    startOrResume();
  }

  /**
   * Adds all waiting uploads. A pool that processes all includes new ones; any other pool ends
   * first.
   */
  synchronized void addAllThatWait(int waiting, Collection<String> sample) {
    if (!tally.phase().isActive()) {
      tally.begin();
    }
    tally.expect(waiting, sample);
    WorkerPool now = pool;
    boolean taken = now != null && takesAll && now.include(List.of());
    if (!taken) {
      next.add(new Workload.AllThatWait());
      if (now != null) {
        now.drain();
      }
    }
    startOrResume();
  }

  /** Starts the pending work if no pool is running, and ends a pause. */
  private void startOrResume() {
    if (pool == null) {
      startNext();
    } else {
      pool.setPaused(false);
      if (tally.phase() == Phase.PAUSED || !next.isEmpty()) {
        tally.setPhase(Phase.RUNNING);
      }
    }
    properties.update();
  }

  private void startNext() {
    Workload workload = next.take();
    if (workload == null) {
      tally.setPhase(Phase.ENDED);
      properties.publishEnd();
      return;
    }
    tally.setPhase(Phase.RUNNING);
    takesAll = workload instanceof Workload.AllThatWait;
    WorkerPool started =
        WorkerPool.start(
            services, workload, tracksAtOnce, WorkerSettings.of(services.pace()), listener);
    pool = started;
    ending = Thread.ofVirtual().name("batch-end").start(() -> awaitEnd(started));
  }

  private void awaitEnd(WorkerPool started) {
    if (!started.await(FOR_EVER)) {
      return; // the program ends
    }
    started.close();
    synchronized (this) {
      pool = null;
      takesAll = false;
      if (tally.phase() != Phase.PAUSED || next.isEmpty()) {
        startNext();
      }
    }
  }

  synchronized void pause() {
    if (pool != null && tally.phase() == Phase.RUNNING) {
      pool.setPaused(true);
      tally.setPhase(Phase.PAUSED);
      properties.update();
    }
  }

  synchronized void resume() {
    if (tally.phase() == Phase.PAUSED) {
      startOrResume();
    }
  }

  synchronized void stopAfterCurrent() {
    if (tally.phase() != Phase.STOPPING) {
      stopped = next;
      next = new PendingWork();
    }
    if (pool != null) {
      pool.setPaused(false);
      pool.drain();
      tally.setPhase(Phase.STOPPING);
      properties.update();
    } else if (tally.phase().isActive()) {
      startNext();
    }
  }

  synchronized void keepGoing() {
    if (!closed && tally.phase() == Phase.STOPPING && pool != null && pool.undrain()) {
      next = stopped;
      stopped = new PendingWork();
      tally.setPhase(Phase.RUNNING);
      properties.update();
    }
  }

  synchronized int cancel(List<String> uploadIds) {
    int cancelled = 0;
    for (String uploadId : uploadIds) {
      boolean wasStopped = stopped.drop(uploadId);
      boolean wasNext = next.drop(uploadId);
      boolean isHere = pool != null && pool.cancel(uploadId);
      if (wasStopped || wasNext || isHere) {
        tally.cancel(uploadId);
        cancelled++;
      }
    }
    properties.update();
    return cancelled;
  }

  synchronized void resize(int tracks) {
    tracksAtOnce = tracks;
    if (pool != null) {
      pool.resize(tracks);
    }
  }

  /** Waits for the last event, so that listeners can be closed afterwards. */
  private static void awaitLastEvent(@Nullable Thread last) {
    try {
      if (last != null && !last.join(LAST_EVENT_MAY_TAKE)) {
        LOG.warn("The end of a batch was not reported in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Releases running claims; returns when that is done, within 25 s. */
  @Override
  public void close() {
    WorkerPool now;
    synchronized (this) {
      closed = true;
      next.forget();
      now = pool;
    }
    Thread last = ending;
    if (now != null) {
      now.close();
    }
    awaitLastEvent(last);
  }

  /** The work that follows the current pool. */
  private static final class PendingWork {
    private final Set<String> picked = new LinkedHashSet<>();
    private boolean all;

    void add(Workload more) {
      switch (more) {
        case Workload.These(List<String> uploadIds) -> picked.addAll(uploadIds);
        case Workload.AllThatWait any -> all = true;
        case Workload.UntilStopped never ->
            throw new IllegalArgumentException("a window's batch has an end");
      }
    }

    boolean isEmpty() {
      return !all && picked.isEmpty();
    }

    /**
     * Removes and returns the pending work; null for none. All waiting uploads include the picked
     * ones.
     */
    @Nullable Workload take() {
      Workload next = all ? new Workload.AllThatWait() : new Workload.These(List.copyOf(picked));
      boolean nothing = isEmpty();
      forget();
      return nothing ? null : next;
    }

    boolean drop(String uploadId) {
      return picked.remove(uploadId);
    }

    void forget() {
      picked.clear();
      all = false;
    }
  }
}
