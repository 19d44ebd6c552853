package org.audioprocessor.worker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.audioprocessor.pipeline.ProcessingException;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.QueueException;
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

  private static final Duration IDLE_WHEN_IT_ENDS = Duration.ofMillis(250);

  /** An idle worker knows within some 10 s that the bucket is away. */
  private static final int POLLS_BETWEEN_LOOKS = 5;

  private final Workplace place;
  private final WorkerSettings settings;
  private final WorkSource source;
  private final Events events;
  private final Shift shift;
  private final IdleLook idleLook;
  private final Heartbeat heartbeat;
  private final Recovery recovery;
  private final Duration idle;
  private final InstantSource clock = InstantSource.system();
  private final Bell bell = new Bell();
  private final Map<String, HeldClaim> running = new ConcurrentHashMap<>();
  private final Map<Integer, Thread> slots = new HashMap<>();
  private volatile int size;
  private volatile boolean draining;
  private volatile boolean paused;
  private volatile @Nullable Instant stopAt;

  private WorkerPool(
      Workplace place, Workload workload, WorkerSettings settings, WorkerListener listener) {
    this.place = place;
    this.settings = settings;
    events = new Events(listener);
    source = source(workload);
    EnvironmentGate gate = new EnvironmentGate(this::probe, clock, events::emit);
    Settlement settlement = new Settlement(place.queue(), gate, this::isOutOfTime);
    shift = new Shift(place, new OutcomePolicy(settings.retry()), settlement, gate, events);
    idleLook =
        new IdleLook(gate, this::probe, clock, settings.poll().multipliedBy(POLLS_BETWEEN_LOOKS));
    heartbeat = Heartbeat.start(settings.lease());
    FailedFiles failedFiles = new FailedFiles(place.queue(), place.rawFiles());
    recovery = new Recovery(place.queue(), failedFiles, events::emit);
    boolean ends = !(workload instanceof Workload.UntilStopped);
    idle =
        ends && settings.poll().compareTo(IDLE_WHEN_IT_ENDS) > 0
            ? IDLE_WHEN_IT_ENDS
            : settings.poll();
  }

  /** Prepares a pool and lets it begin. */
  public static WorkerPool start(
      Workplace place,
      Workload workload,
      int slots,
      WorkerSettings settings,
      WorkerListener listener) {
    WorkerPool pool = prepare(place, workload, settings, listener);
    pool.begin(slots);
    return pool;
  }

  /**
   * A pool that claims nothing before {@link #begin}; one that is stopped before claims nothing.
   */
  public static WorkerPool prepare(
      Workplace place, Workload workload, WorkerSettings settings, WorkerListener listener) {
    return new WorkerPool(place, workload, settings, listener);
  }

  /** Recovers what dead workers left, then starts to claim. */
  public void begin(int slots) {
    if (!draining) {
      recovery.start(settings.lease());
    }
    resize(slots);
  }

  private WorkSource source(Workload workload) {
    return switch (workload) {
      case Workload.UntilStopped all -> new AnyWaiting(place.queue(), settings, false);
      case Workload.AllThatWait all -> new AnyWaiting(place.queue(), settings, true);
      case Workload.These(List<String> ids) ->
          new ChosenUploads(place.queue(), settings, ids, events::emit);
    };
  }

  /** How many tracks run at once, from now on; those that are too many end with their track. */
  public synchronized void resize(int tracksAtOnce) {
    if (tracksAtOnce < 1) {
      throw new IllegalArgumentException("at least one track at once, not " + tracksAtOnce);
    }
    size = tracksAtOnce;
    for (int i = 0; i < size && !draining; i++) {
      int slot = i;
      slots.computeIfAbsent(
          slot,
          number ->
              Thread.ofPlatform().name("worker-" + number).daemon().start(() -> work(number)));
    }
    bell.ring();
  }

  /**
   * These as well.
   *
   * @return false if the pool has ended or is about to: another one is needed
   */
  public synchronized boolean include(Collection<String> uploadIds) {
    if (draining || slots.isEmpty()) {
      return false;
    }
    source.include(uploadIds);
    resize(size);
    return true;
  }

  /** While paused nothing is claimed; what runs is finished. */
  public void setPaused(boolean paused) {
    this.paused = paused;
    bell.ring();
  }

  /** Claims no more; what runs is finished. Returns at once. */
  public void drain() {
    draining = true;
    bell.ring();
  }

  /**
   * Cancels one upload: what runs is stopped, and rests for an hour unless somebody retries it.
   *
   * @return false if it neither runs here nor is wanted by this pool
   */
  public boolean cancel(String uploadId) {
    HeldClaim held = running.get(uploadId);
    return source.drop(uploadId) || (held != null && held.cancelByPerson());
  }

  /** Cancels what runs and gives it back, unless it is about to be published; within 25 s. */
  public void stop() {
    stopAt = clock.instant().plus(STOPPING_MAY_TAKE);
    drain();
    running.values().forEach(HeldClaim::stop);
    if (!await(STOPPING_MAY_TAKE)) {
      running.values().forEach(this::giveBackUnfinished);
    }
  }

  /** Its thread does not answer; the guard keeps it from publishing what is not its own. */
  private void giveBackUnfinished(HeldClaim held) {
    heartbeat.remove(held);
    try {
      boolean released = place.queue().release(held.claim());
      LOG.warn("{}: did not stop in time; given back: {}", held.claim().fileName(), released);
    } catch (QueueException e) {
      LOG.warn("{}: stays claimed until its lease ends", held.claim().fileName(), e);
    }
  }

  /** Whether everything has ended within this time. */
  public boolean await(Duration longest) {
    Instant end = clock.instant().plus(longest);
    while (true) {
      long heard = bell.heard();
      Duration left = Duration.between(clock.instant(), end);
      if (hasEnded() || !left.isPositive() || Thread.currentThread().isInterrupted()) {
        return hasEnded();
      }
      bell.await(heard, left);
    }
  }

  private synchronized boolean hasEnded() {
    return slots.isEmpty();
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
    heartbeat.close();
  }

  // --- a slot

  private void work(int slot) {
    while (goesOn(slot)) {
      long heard = bell.heard();
      try {
        if (paused) {
          bell.await(heard, settings.poll());
        } else if (!shift.gate().passes()) {
          giveUpAfterPatience();
          bell.await(heard, jittered(IDLE_WHEN_IT_ENDS));
        } else if (!workOnce()) {
          idleLook.idles();
          bell.await(heard, jittered(idle));
        }
      } catch (QueueException e) {
        shift.gate().close(QueueFailures.of(e), null);
      } catch (RuntimeException e) {
        LOG.error("A fault of the program", e);
        bell.await(heard, settings.poll());
      }
    }
  }

  private synchronized boolean goesOn(int slot) {
    boolean goesOn = slot < size && !draining && !source.isOver();
    if (!goesOn) {
      slots.remove(slot);
      if (slots.isEmpty()) {
        endServices();
      }
      bell.ring();
    }
    return goesOn;
  }

  private boolean workOnce() throws QueueException {
    Instant asked = clock.instant();
    Optional<Claim> claim = source.next();
    if (claim.isEmpty()) {
      return false;
    }
    idleLook.worksOn(claim.get().fileName());
    HeldClaim held = new HeldClaim(claim.get(), place.queue(), settings.lease(), clock, asked);
    Ending ending = Ending.OVER;
    heartbeat.add(held);
    running.put(held.claim().uploadId(), held);
    try {
      if (stopAt != null) {
        held.stop();
      }
      ending = new TrackAttempt(shift, held).run();
    } finally {
      running.remove(held.claim().uploadId(), held);
      heartbeat.remove(held);
      source.ended(held.claim(), ending);
      bell.ring();
    }
    return true;
  }

  private void giveUpAfterPatience() {
    Duration patience = settings.patience();
    String reason = patience == null ? null : shift.gate().closedLongerThan(patience);
    if (reason != null) {
      events.gaveUp(reason);
      drain();
    }
  }

  private void probe(@Nullable String fileName) throws ProcessingException {
    try {
      if (place.queue().get("").isPresent()) {
        LOG.debug("an upload without an id");
      }
    } catch (QueueException e) {
      throw QueueFailures.of(e);
    }
    if (fileName != null) {
      place.processor().probe(fileName);
    }
  }

  private boolean isOutOfTime() {
    Instant end = stopAt;
    return end != null && clock.instant().isAfter(end);
  }

  private static Duration jittered(Duration time) {
    return Duration.ofMillis(
        (long) (time.toMillis() * (0.75 + 0.5 * ThreadLocalRandom.current().nextDouble())));
  }
}
