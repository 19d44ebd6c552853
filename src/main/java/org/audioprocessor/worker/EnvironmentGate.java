package org.audioprocessor.worker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.audioprocessor.pipeline.FailureKind;
import org.audioprocessor.pipeline.ProcessingException;
import org.jspecify.annotations.Nullable;

/**
 * Closed while database, bucket or disk are not well: nothing is claimed, nothing fails. Whoever
 * wants to pass when a look is due looks whether they are well again.
 */
final class EnvironmentGate {
  /** Looks at the surroundings. */
  @FunctionalInterface
  interface Probe {
    /**
     * Returns if they are well.
     *
     * @param fileName of the upload that suffered; null where none did
     */
    void check(@Nullable String fileName) throws ProcessingException;
  }

  private static final Duration FIRST_LOOK = Duration.ofSeconds(1);

  /** Work resumes within 15 s of the cause going away. */
  private static final Duration LONGEST_BETWEEN_LOOKS = Duration.ofSeconds(10);

  private final Probe probe;
  private final InstantSource clock;
  private final Consumer<WorkerEvent> events;
  private Duration delay = FIRST_LOOK;
  private @Nullable Closure closure;

  private record Closure(
      Instant since, String reason, @Nullable String fileName, Instant nextLook) {}

  EnvironmentGate(Probe probe, InstantSource clock, Consumer<WorkerEvent> events) {
    this.probe = probe;
    this.clock = clock;
    this.events = events;
  }

  /** Closes it; a gate that is closed stays so for its first reason. */
  synchronized void close(ProcessingException why, @Nullable String fileName) {
    if (closure == null) {
      Instant now = clock.instant();
      closure = new Closure(now, why.sentence(), fileName, now.plus(delay));
      events.accept(new WorkerEvent.PoolPaused(why.sentence()));
      lookLessOften();
    }
  }

  /** Whether work may be claimed; looks at the surroundings when that is due. */
  synchronized boolean passes() {
    Closure closed = closure;
    if (closed == null) {
      return true;
    }
    Instant now = clock.instant();
    if (now.isBefore(closed.nextLook())) {
      return false;
    }
    if (!isWell(closed.fileName())) {
      closure = new Closure(closed.since(), closed.reason(), closed.fileName(), now.plus(delay));
      lookLessOften();
      return false;
    }
    closure = null;
    events.accept(new WorkerEvent.PoolResumed());
    return true;
  }

  /** A track came to an end that the surroundings had no part in. */
  synchronized void worked() {
    delay = FIRST_LOOK;
  }

  /** Why it is closed and has been for longer than this; null otherwise. */
  synchronized @Nullable String closedLongerThan(Duration patience) {
    return closure != null && closure.since().plus(patience).isBefore(clock.instant())
        ? closure.reason()
        : null;
  }

  private void lookLessOften() {
    Duration doubled = delay.multipliedBy(2);
    delay = doubled.compareTo(LONGEST_BETWEEN_LOOKS) < 0 ? doubled : LONGEST_BETWEEN_LOOKS;
  }

  private boolean isWell(@Nullable String fileName) {
    try {
      probe.check(fileName);
      return true;
    } catch (ProcessingException e) {
      // what is wrong with the file itself is found out by working on it
      return e.kind().cure() != FailureKind.Cure.WAIT;
    }
  }
}
