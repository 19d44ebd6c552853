package org.audioprocessor.health;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.audioprocessor.worker.WorkerEvent;
import org.audioprocessor.worker.WorkerListener;

/** How a worker is, from its start to its end. */
public final class WorkerHealth implements WorkerListener {
  private enum Phase {
    STARTING,
    WORKING,
    PAUSED,
    STOPPING
  }

  private record State(Phase phase, String sentence) {}

  private final AtomicReference<State> state =
      new AtomicReference<>(new State(Phase.STARTING, "The worker is starting."));

  private volatile Supplier<Optional<String>> fault = Optional::empty;

  /**
   * Where to ask whether its threads live.
   *
   * @param fault a sentence that says what only a restart cures; empty while there is no such thing
   */
  public void watchFaults(Supplier<Optional<String>> fault) {
    this.fault = fault;
  }

  /** Also while it starts, is paused, or stops; not once a thread of it is dead or stuck. */
  public Readiness liveness() {
    return fault
        .get()
        .map(sentence -> new Readiness(false, sentence))
        .orElseGet(() -> new Readiness(true, "The worker lives."));
  }

  /** It cannot start for now and tries again by itself. */
  public void startDelayed(String reason) {
    enter(Phase.STARTING, reason);
  }

  /** Its pool was started; a pause that began meanwhile stays one. */
  public void started() {
    state.updateAndGet(now ->
        now.phase == Phase.STARTING ? new State(Phase.WORKING, "The worker takes on work.") : now);
  }

  /** It takes on no more, for good. */
  public void stopping() {
    enter(Phase.STOPPING, "The worker is stopping.");
  }

  @Override
  public void on(WorkerEvent event) {
    switch (event) {
      case WorkerEvent.PoolPaused paused -> enter(Phase.PAUSED, paused.reason());
      case WorkerEvent.PoolResumed resumed ->
          enter(Phase.WORKING, "The worker takes on work again.");
      default -> {
        // about a track
      }
    }
  }

  private void enter(Phase phase, String sentence) {
    state.updateAndGet(now -> now.phase == Phase.STOPPING ? now : new State(phase, sentence));
  }

  /** Not while it starts, is paused, or stops. */
  public Readiness readiness() {
    State now = state.get();
    return new Readiness(now.phase == Phase.WORKING, now.sentence);
  }
}
