package org.audioprocessor.worker.environment;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.worker.WorkerEvent;
import org.jspecify.annotations.Nullable;

/**
 * The circuit breaker of a pool. Pauses claims while the database, the bucket or a disk fails, and
 * resumes when a probe of the failed service succeeds. A failure that returns before a track has
 * ended belongs to the same pause.
 */
public final class CircuitBreaker {
  /** Probes the environment. */
  @FunctionalInterface
  public interface Probe {
    /**
     * Returns normally if the environment works.
     *
     * @param why the failure that caused the pause
     * @param fileName of the upload that failed; null for none
     */
    void check(ProcessingException why, @Nullable String fileName) throws ProcessingException;
  }

  private static final Duration FIRST_PROBE = Duration.ofSeconds(1);

  /** Claims resume within 15 s after the cause has ended. */
  private static final Duration LONGEST_BETWEEN_PROBES = Duration.ofSeconds(10);

  private final Probe probe;
  private final InstantSource clock;
  private final Consumer<WorkerEvent> events;
  private Duration delay = FIRST_PROBE;
  private Instant nextProbe = Instant.MIN;
  private @Nullable Pause pause;
  private boolean tripped;
  private boolean probing;

  /** PoolPaused was emitted, and PoolResumed was not yet. */
  private boolean reported;

  /** The failure returned after a successful probe: only a finished track ends the pause. */
  private boolean relapsed;

  private record Pause(Instant since, ProcessingException why, @Nullable String fileName) {}

  /**
   * Creates a breaker that allows claims.
   *
   * @param clock monotonic
   */
  public CircuitBreaker(Probe probe, InstantSource clock, Consumer<WorkerEvent> events) {
    this.probe = probe;
    this.clock = clock;
    this.events = events;
  }

  /** Pauses claims; a breaker that is tripped already keeps its first reason. */
  public synchronized void trip(ProcessingException why, @Nullable String fileName) {
    if (tripped) {
      return;
    }
    tripped = true;
    Instant now = clock.instant();
    relapsed = pause != null;
    pause = new Pause(pause == null ? now : pause.since(), why, fileName);
    nextProbe = now.plus(delay);
    probeLessOften();
    if (!reported) {
      reported = true;
      events.accept(new WorkerEvent.PoolPaused(why.sentence()));
    }
  }

  public synchronized boolean allowsClaims() {
    return !tripped;
  }

  /** Probes the environment if that is due; returns whether claims are allowed. */
  boolean probeIfDue() {
    Pause before = dueProbe();
    if (before == null) {
      return allowsClaims();
    }
    boolean works = false;
    try {
      // without the monitor: a probe may wait for a store that does not answer
      works = works(before);
    } finally {
      probed(works);
    }
    return allowsClaims();
  }

  private synchronized @Nullable Pause dueProbe() {
    if (!tripped || probing || clock.instant().isBefore(nextProbe)) {
      return null;
    }
    probing = true;
    return pause;
  }

  private synchronized void probed(boolean works) {
    probing = false;
    if (!works) {
      nextProbe = clock.instant().plus(delay);
      probeLessOften();
      return;
    }
    tripped = false;
    if (!relapsed) {
      emitResumed();
    }
  }

  private void emitResumed() {
    if (reported) {
      reported = false;
      events.accept(new WorkerEvent.PoolResumed());
    }
  }

  /** Ends the pause: a track ended for another reason than the environment, or none is left. */
  public synchronized void reset() {
    delay = FIRST_PROBE;
    relapsed = false;
    if (tripped) {
      pause = pause == null ? null : new Pause(clock.instant(), pause.why(), pause.fileName());
    } else {
      pause = null;
      emitResumed();
    }
  }

  /** The failure of the current pause, until {@link #reset}; null if there is none. */
  synchronized @Nullable ProcessingException unconfirmedFailure() {
    return pause == null ? null : pause.why();
  }

  /** The reason of the pause if it has lasted longer than this; null otherwise. */
  public synchronized @Nullable String pausedLongerThan(Duration patience) {
    return tripped && pause != null && pause.since().plus(patience).isBefore(clock.instant())
        ? pause.why().sentence()
        : null;
  }

  private void probeLessOften() {
    Duration doubled = delay.multipliedBy(2);
    delay = doubled.compareTo(LONGEST_BETWEEN_PROBES) < 0 ? doubled : LONGEST_BETWEEN_PROBES;
  }

  private boolean works(Pause now) {
    try {
      probe.check(now.why(), now.fileName());
      return true;
    } catch (ProcessingException e) {
      // a fault of the file itself shows when it is processed
      return e.kind().cure() != FailureKind.Cure.WAIT;
    }
  }
}
