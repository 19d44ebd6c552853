package org.audioprocessor.worker;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.audioprocessor.queue.MonotonicClock;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.worker.claim.FailedFileMover;
import org.audioprocessor.worker.claim.FailurePolicy;
import org.audioprocessor.worker.claim.Heartbeat;
import org.audioprocessor.worker.claim.HeldClaim;
import org.audioprocessor.worker.claim.LeaseRecovery;
import org.audioprocessor.worker.claim.OutcomeWriter;
import org.audioprocessor.worker.claim.PoolServices;
import org.audioprocessor.worker.claim.QueueFailures;
import org.audioprocessor.worker.claim.TrackAttempt;
import org.audioprocessor.worker.environment.CircuitBreaker;
import org.audioprocessor.worker.environment.EnvironmentMonitor;
import org.audioprocessor.worker.source.IdlePace;
import org.audioprocessor.worker.source.WorkSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims uploads and processes a number of tracks at once. Ends when its {@link Workload} is done,
 * or by {@link #drain()} or {@link #stop()}.
 */
public final class WorkerPool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerPool.class);

  /** Platforms kill a worker 30 s after they ask it to end; this pool promises 25 s. */
  private static final Duration STOPPING_MAY_TAKE = Duration.ofSeconds(20);

  private final WorkerSettings settings;
  private final WorkSource source;
  private final Events events;
  private final TrackAttempt.Context pool;
  private final EnvironmentMonitor environment;
  private final Heartbeat heartbeat;
  private final LeaseRecovery recovery;
  private final ClaimRunner runner;
  private final IdlePace idlePace;
  private final PoolPatience patience;
  private final InstantSource clock = new MonotonicClock();
  private final Pulse pulse = new Pulse(clock);
  private final WakeSignal wakeSignal = new WakeSignal();
  private final Map<Integer, Thread> slots = new HashMap<>();
  private volatile int size;
  private volatile boolean draining;
  private volatile boolean stopped;
  private volatile boolean paused;

  /**
   * Creates a pool that claims nothing before {@link #begin}, nor after a stop that precedes it.
   */
  public WorkerPool(
      PoolServices services, Workload workload, WorkerSettings settings, WorkerListener listener) {
    this.settings = settings;
    events = new Events(pulse.before(listener));
    source = WorkSource.of(workload, services.queue(), settings, events::emit);
    environment =
        new EnvironmentMonitor(services, clock, settings.poll(), events::emit, wakeSignal::raise);
    CircuitBreaker breaker = environment.breaker();
    patience = new PoolPatience(settings.patience(), breaker, clock, this::giveUp);
    OutcomeWriter outcomes = new OutcomeWriter(services.queue(), breaker, patience::mayNotWait);
    pool =
        new TrackAttempt.Context(
            services, new FailurePolicy(settings.retry()), outcomes, breaker, events);
    heartbeat = new Heartbeat();
    recovery =
        new LeaseRecovery(
            services.queue(),
            new FailedFileMover(services.queue(), services.rawFiles()),
            heartbeat::renewAll,
            events::emit,
            settings.pace().lostClaims());
    runner = new ClaimRunner(pool, source, heartbeat, settings.lease(), clock);
    idlePace = IdlePace.of(workload, settings.poll(), clock);
  }

  /** Creates a pool and starts it. */
  public static WorkerPool start(
      PoolServices services,
      Workload workload,
      int slots,
      WorkerSettings settings,
      WorkerListener listener) {
    WorkerPool pool = new WorkerPool(services, workload, settings, listener);
    pool.begin(slots);
    return pool;
  }

  /** Recovers the claims of dead workers, then starts to claim. */
  public void begin(int slots) {
    try {
      if (!draining) {
        heartbeat.start(settings.lease(), pulse);
        recovery.start(settings.lease());
        environment.start(pulse);
      }
      resize(slots);
    } catch (Throwable t) {
      // a thread could not be started
      drain();
      endServices();
      throw t;
    }
  }

  /** Changes the number of concurrent tracks; surplus slots end after their track. */
  public synchronized void resize(int tracksAtOnce) {
    if (tracksAtOnce < 1) {
      throw new IllegalArgumentException("at least one track at once, got " + tracksAtOnce);
    }
    size = tracksAtOnce;
    for (int i = 0; i < size && !draining; i++) {
      slots.computeIfAbsent(
          i,
          slot ->
              pulse.start(
                  Thread.ofPlatform().name("worker-" + slot).daemon().unstarted(() -> work(slot))));
    }
    wakeSignal.raise();
  }

  /**
   * Adds uploads to the workload.
   *
   * @return false if the pool has ended or is ending
   */
  public synchronized boolean include(Collection<String> uploadIds) {
    if (draining || slots.isEmpty()) {
      return false;
    }
    source.include(uploadIds);
    idlePace.found();
    resize(size);
    return true;
  }

  /** Pauses or resumes claims; current tracks are finished. */
  public void setPaused(boolean paused) {
    this.paused = paused;
    wakeSignal.raise();
  }

  /** Ends claims; current tracks are finished. Returns at once. */
  public void drain() {
    draining = true;
    wakeSignal.raise();
  }

  /** Claims again after {@link #drain()}; false if the pool has ended or was stopped. */
  public synchronized boolean undrain() {
    if (stopped || slots.isEmpty()) {
      return false;
    }
    draining = false;
    resize(size);
    return true;
  }

  /**
   * Cancels one upload: stops its run and retries it in an hour, unless an operator retries it
   * before. Waits for claims in progress.
   *
   * @return false if this pool neither runs it nor has it in its workload
   */
  public boolean cancel(String uploadId) {
    return runner.cancel(uploadId);
  }

  /** Cancels and releases current tracks, except during their publication; within 25 s. */
  public void stop() {
    stopped = true;
    patience.endsAfter(STOPPING_MAY_TAKE);
    drain();
    runner.stop();
    if (!await(STOPPING_MAY_TAKE)) {
      runner.releaseUnfinished();
    }
  }

  /** Waits for the end of all tracks; false if the time is over. */
  public boolean await(Duration longest) {
    return wakeSignal.awaitUntil(this::hasEnded, longest);
  }

  private synchronized boolean hasEnded() {
    return slots.isEmpty();
  }

  /**
   * Describes a thread of this pool that has died or has hung for an hour; null if there is none.
   * An unavailable service is no fault.
   */
  public @Nullable String fault() {
    return pulse.fault();
  }

  /** Whether a probe of database and bucket has succeeded since {@link #begin}. */
  public boolean hasProbed() {
    return environment.hasProbed();
  }

  public Tally tally() {
    return events.tally();
  }

  @Override
  public void close() {
    if (!hasEnded()) {
      stop();
    }
    endServices();
  }

  private void endServices() {
    recovery.close();
    environment.close();
    heartbeat.close();
  }

  private void work(int slot) {
    while (goesOn(slot)) {
      pulse.moved();
      // an interrupt of a cancelled request would end every wait at once
      if (Thread.interrupted()) {
        LOG.debug("worker-{} cleared the interrupt of a request that has ended", slot);
      }
      long seen = wakeSignal.count();
      try {
        step(seen);
      } catch (QueueException e) {
        pool.breaker().trip(QueueFailures.of(e), null);
      } catch (Throwable e) {
        patience.faulted(e);
        wakeSignal.await(seen, settings.poll());
      }
    }
  }

  private void step(long seen) throws QueueException {
    if (paused) {
      wakeSignal.await(seen, settings.poll());
    } else if (!pool.breaker().allowsClaims()) {
      patience.isOver();
      wakeSignal.await(seen, IdlePace.jittered(IdlePace.QUICK));
    } else if (!idlePace.maySearch()) {
      wakeSignal.await(seen, idlePace.pause());
    } else {
      search();
    }
  }

  private void search() throws QueueException {
    HeldClaim held = null;
    try {
      held = runner.claim();
    } finally {
      if (held == null) {
        idlePace.foundNothing();
        environment.idles();
      } else {
        idlePace.found();
        environment.worksOn(held.claim().fileName());
        wakeSignal.raise();
      }
    }
    if (held != null) {
      pulse.carries(held.claim().uploadId());
      runner.run(held);
      idlePace.found();
      wakeSignal.raise();
    }
    patience.worked();
  }

  private synchronized boolean goesOn(int slot) {
    boolean goesOn = slot < size && !draining && !source.isOver();
    if (!goesOn) {
      pulse.carries(null);
      pulse.ended();
      slots.remove(slot);
      if (slots.isEmpty()) {
        endServices();
      }
      wakeSignal.raise();
    }
    return goesOn;
  }

  private void giveUp(String reason) {
    events.gaveUp(reason);
    drain();
  }
}
