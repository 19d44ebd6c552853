package org.audioprocessor.worker;

import java.time.Duration;
import java.time.Instant;
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
import org.audioprocessor.worker.claim.PoolContext;
import org.audioprocessor.worker.claim.PoolServices;
import org.audioprocessor.worker.claim.QueueFailures;
import org.audioprocessor.worker.environment.CircuitBreaker;
import org.audioprocessor.worker.environment.EnvironmentMonitor;
import org.audioprocessor.worker.environment.EnvironmentProbe;
import org.audioprocessor.worker.source.IdlePace;
import org.audioprocessor.worker.source.WorkSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims uploads and runs so many tracks at once. Ends by itself when its {@link Workload} is done,
 * by {@link #drain()}, or by {@link #stop()}.
 */
public final class WorkerPool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerPool.class);

  /** A worker is killed 30 s after it was asked to end; 25 s are promised. */
  private static final Duration STOPPING_MAY_TAKE = Duration.ofSeconds(20);

  /** A worker knows within some 20 s that a service does not answer: 10 to the probe, 10 for it. */
  private static final int POLLS_BETWEEN_PROBES = 5;

  private static final Duration ANSWER_MAY_TAKE = Duration.ofSeconds(10);

  private final WorkerSettings settings;
  private final WorkSource source;
  private final Events events;
  private final PoolContext pool;
  private final EnvironmentMonitor environmentWatch;
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
  private volatile boolean paused;

  private WorkerPool(
      PoolServices services, Workload workload, WorkerSettings settings, WorkerListener listener) {
    this.settings = settings;
    events = new Events(pulse.before(listener));
    source = WorkSource.of(workload, services.queue(), settings, events::emit);
    patience = new PoolPatience(settings.patience(), clock, this::giveUp);
    EnvironmentProbe environment = new EnvironmentProbe(services, ANSWER_MAY_TAKE);
    CircuitBreaker breaker = new CircuitBreaker(environment, clock, events::emit);
    OutcomeWriter outcomes =
        new OutcomeWriter(services.queue(), breaker, () -> patience.mayNotWait(breaker));
    pool =
        new PoolContext(services, new FailurePolicy(settings.retry()), outcomes, breaker, events);
    environmentWatch =
        new EnvironmentMonitor(
            breaker,
            environment,
            clock,
            IdlePace.shorter(settings.poll().multipliedBy(POLLS_BETWEEN_PROBES), ANSWER_MAY_TAKE),
            wakeSignal::ring);
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

  /** Prepares a pool and lets it begin. */
  public static WorkerPool start(
      PoolServices services,
      Workload workload,
      int slots,
      WorkerSettings settings,
      WorkerListener listener) {
    WorkerPool pool = prepare(services, workload, settings, listener);
    pool.begin(slots);
    return pool;
  }

  /**
   * A pool that claims nothing before {@link #begin}; one that is stopped before claims nothing.
   */
  public static WorkerPool prepare(
      PoolServices services, Workload workload, WorkerSettings settings, WorkerListener listener) {
    return new WorkerPool(services, workload, settings, listener);
  }

  /** Recovers what dead workers left, then starts to claim. */
  public void begin(int slots) {
    try {
      if (!draining) {
        heartbeat.start(settings.lease(), pulse);
        recovery.start(settings.lease());
        environmentWatch.start(IdlePace.quick(settings.poll()), pulse);
      }
      resize(slots);
    } catch (Throwable t) {
      // a thread that cannot be started
      drain();
      endServices();
      throw t;
    }
  }

  /** How many tracks run at once, from now on; those that are too many end with their track. */
  public synchronized void resize(int tracksAtOnce) {
    if (tracksAtOnce < 1) {
      throw new IllegalArgumentException("at least one track at once, not " + tracksAtOnce);
    }
    size = tracksAtOnce;
    for (int i = 0; i < size && !draining; i++) {
      slots.computeIfAbsent(
          i,
          slot ->
              pulse.start(
                  Thread.ofPlatform().name("worker-" + slot).daemon().unstarted(() -> work(slot))));
    }
    wakeSignal.ring();
  }

  /**
   * Takes these uploads as well.
   *
   * @return false if the pool has ended or is about to: another one is needed
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

  /** While paused nothing is claimed; what runs is finished. */
  public void setPaused(boolean paused) {
    this.paused = paused;
    wakeSignal.ring();
  }

  /** Claims no more; what runs is finished. Returns at once. */
  public void drain() {
    draining = true;
    wakeSignal.ring();
  }

  /**
   * Cancels one upload: its run is stopped, and it rests for an hour unless a person retries it.
   * Waits for claims that are being granted.
   *
   * @return false if it neither runs here nor is wanted by this pool
   */
  public boolean cancel(String uploadId) {
    return runner.cancel(uploadId);
  }

  /** Cancels what runs and gives it back, unless it is about to be published; within 25 s. */
  public void stop() {
    patience.endsAfter(STOPPING_MAY_TAKE);
    drain();
    runner.stop();
    if (!await(STOPPING_MAY_TAKE)) {
      runner.giveBackUnfinished();
    }
  }

  /** Whether everything has ended within this time. */
  public boolean await(Duration longest) {
    Instant end = clock.instant().plus(longest);
    while (true) {
      long heard = wakeSignal.heard();
      Duration left = Duration.between(clock.instant(), end);
      if (hasEnded() || !left.isPositive() || Thread.currentThread().isInterrupted()) {
        return hasEnded();
      }
      wakeSignal.await(heard, left);
    }
  }

  private synchronized boolean hasEnded() {
    return slots.isEmpty();
  }

  /**
   * A sentence about a thread of this pool that is dead or has stood still for an hour; null if
   * there is none. Services that are away are no fault.
   */
  public @Nullable String fault() {
    return pulse.fault();
  }

  /** What was done up to now. */
  public Tally tally() {
    return events.tally();
  }

  /** Stops, unless it has ended. */
  @Override
  public void close() {
    if (!hasEnded()) {
      stop();
    }
    endServices();
  }

  private void endServices() {
    recovery.close();
    environmentWatch.close();
    heartbeat.close();
  }

  // --- a slot

  private void work(int slot) {
    while (goesOn(slot)) {
      pulse.moved();
      // left behind by a call that was given up; it would end every wait at once
      if (Thread.interrupted()) {
        LOG.debug("worker-{} was interrupted by a call that has ended", slot);
      }
      long heard = wakeSignal.heard();
      try {
        step(heard);
      } catch (QueueException e) {
        pool.breaker().close(QueueFailures.of(e), null);
      } catch (Throwable e) {
        patience.faulted(e, pool.breaker());
        wakeSignal.await(heard, settings.poll());
      }
    }
  }

  private void step(long heard) throws QueueException {
    if (paused) {
      wakeSignal.await(heard, settings.poll());
    } else if (!pool.breaker().isOpen()) {
      patience.isOver(pool.breaker());
      wakeSignal.await(heard, IdlePace.jittered(IdlePace.QUICK));
    } else if (!idlePace.maySearch()) {
      wakeSignal.await(heard, idlePace.pause());
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
        environmentWatch.idles();
      } else {
        idlePace.found();
        environmentWatch.worksOn(held.claim().fileName());
        wakeSignal.ring();
      }
    }
    if (held != null) {
      pulse.carries(held.claim().uploadId());
      runner.run(held);
      idlePace.found();
      wakeSignal.ring();
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
      wakeSignal.ring();
    }
    return goesOn;
  }

  private void giveUp(String reason) {
    events.gaveUp(reason);
    drain();
  }
}
