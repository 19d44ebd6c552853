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
 * The circuit breaker of a pool. It is closed to claims while database, bucket or disk are not
 * well, and opens when a probe of what failed succeeds. The pause counts from its first failure
 * until a track has come to an end: a pause that returns after a good probe is the same pause.
 */
public final class CircuitBreaker {
  /** Probes the environment. */
  @FunctionalInterface
  public interface Probe {
    /**
     * Returns normally if the environment is well.
     *
     * @param why the failure that must not happen again
     * @param fileName of the upload that met it; null where there was none
     */
    void check(ProcessingException why, @Nullable String fileName) throws ProcessingException;
  }

  private static final Duration FIRST_PROBE = Duration.ofSeconds(1);

  /** Work resumes within 15 s of the cause going away. */
  private static final Duration LONGEST_BETWEEN_PROBES = Duration.ofSeconds(10);

  private final Probe probe;
  private final InstantSource clock;
  private final Consumer<WorkerEvent> events;
  private Duration delay = FIRST_PROBE;
  private Instant nextProbe = Instant.MIN;
  private @Nullable Pause pause;
  private boolean closed;
  private boolean probing;

  /** The listener heard of the pause, and not yet of its end. */
  private boolean told;

  /** The failure came back after a good probe: only a track can show that it is gone. */
  private boolean relapsed;

  private record Pause(Instant since, ProcessingException why, @Nullable String fileName) {}

  /**
   * A gate that is open.
   *
   * @param clock monotonic
   */
  public CircuitBreaker(Probe probe, InstantSource clock, Consumer<WorkerEvent> events) {
    this.probe = probe;
    this.clock = clock;
    this.events = events;
  }

  /** Closes it; a gate that is closed keeps its first reason. */
  public synchronized void close(ProcessingException why, @Nullable String fileName) {
    if (closed) {
      return;
    }
    closed = true;
    Instant now = clock.instant();
    relapsed = pause != null;
    pause = new Pause(pause == null ? now : pause.since(), why, fileName);
    nextProbe = now.plus(delay);
    probeLessOften();
    if (!told) {
      told = true;
      events.accept(new WorkerEvent.PoolPaused(why.sentence()));
    }
  }

  public synchronized boolean isOpen() {
    return !closed;
  }

  /** Whether work may be claimed; probes the environment when that is due. */
  boolean passes() {
    Pause before = dueProbe();
    if (before == null) {
      return isOpen();
    }
    boolean well = false;
    try {
      // without the monitor: a probe may wait for a store that does not answer
      well = isWell(before);
    } finally {
      probed(well);
    }
    return isOpen();
  }

  private synchronized @Nullable Pause dueProbe() {
    if (!closed || probing || clock.instant().isBefore(nextProbe)) {
      return null;
    }
    probing = true;
    return pause;
  }

  private synchronized void probed(boolean well) {
    probing = false;
    if (!well) {
      nextProbe = clock.instant().plus(delay);
      probeLessOften();
      return;
    }
    closed = false;
    if (!relapsed) {
      tellResumed();
    }
  }

  private void tellResumed() {
    if (told) {
      told = false;
      events.accept(new WorkerEvent.PoolResumed());
    }
  }

  /** A track came to an end that the environment had no part in, or nothing is left to try. */
  public synchronized void worked() {
    delay = FIRST_PROBE;
    relapsed = false;
    if (closed) {
      pause = pause == null ? null : new Pause(clock.instant(), pause.why(), pause.fileName());
    } else {
      pause = null;
      tellResumed();
    }
  }

  /** What closed the gate and was not shown to be gone since; null if it was. */
  synchronized @Nullable ProcessingException unconfirmed() {
    return pause == null ? null : pause.why();
  }

  /** Why it is closed, if the pause is longer than this; null otherwise. */
  synchronized @Nullable public String closedLongerThan(Duration patience) {
    return closed && pause != null && pause.since().plus(patience).isBefore(clock.instant())
        ? pause.why().sentence()
        : null;
  }

  private void probeLessOften() {
    Duration doubled = delay.multipliedBy(2);
    delay = doubled.compareTo(LONGEST_BETWEEN_PROBES) < 0 ? doubled : LONGEST_BETWEEN_PROBES;
  }

  private boolean isWell(Pause now) {
    try {
      probe.check(now.why(), now.fileName());
      return true;
    } catch (ProcessingException e) {
      // a fault of the file itself is found by processing it
      return e.kind().cure() != FailureKind.Cure.WAIT;
    }
  }
}
