package org.audioprocessor.health;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.audioprocessor.worker.WorkerEvent;
import org.audioprocessor.worker.WorkerListener;

/** Liveness and readiness of a worker, from its start to its end. */
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
  private volatile BooleanSupplier probed = () -> false;

  /**
   * Sets the check of the worker's threads.
   *
   * @param fault description of a fault that requires a restart; empty if there is none
   */
  public void watchFaults(Supplier<Optional<String>> fault) {
    this.fault = fault;
  }

  /**
   * Returns ready also while the worker starts, is paused or stops, but not after a thread died or
   * hangs.
   */
  public Readiness liveness() {
    return fault
        .get()
        .map(sentence -> new Readiness(false, sentence))
        .orElseGet(() -> new Readiness(true, "OK."));
  }

  /** Records that the start is delayed and will be retried. */
  public void startDelayed(String reason) {
    enter(Phase.STARTING, reason);
  }

  /**
   * Records that the pool was started; keeps a pause that began before.
   *
   * @param probed whether a probe of database and bucket has succeeded; not ready before
   */
  public void started(BooleanSupplier probed) {
    this.probed = probed;
    state.updateAndGet(now ->
        now.phase == Phase.STARTING ? new State(Phase.WORKING, "The worker claims uploads.") : now);
  }

  /** Records that the worker is stopping for good. */
  public void stopping() {
    enter(Phase.STOPPING, "The worker is stopping.");
  }

  @Override
  public void on(WorkerEvent event) {
    switch (event) {
      case WorkerEvent.PoolPaused paused -> enter(Phase.PAUSED, paused.reason());
      case WorkerEvent.PoolResumed resumed ->
          enter(Phase.WORKING, "The worker claims uploads again.");
      default -> {
        // events of tracks
      }
    }
  }

  private void enter(Phase phase, String sentence) {
    state.updateAndGet(now -> now.phase == Phase.STOPPING ? now : new State(phase, sentence));
  }

  /**
   * Returns not ready while the worker starts, is paused or stops, and until database and bucket
   * have answered its first probe.
   */
  public Readiness readiness() {
    State now = state.get();
    if (now.phase == Phase.WORKING && !probed.getAsBoolean()) {
      return new Readiness(false, "The worker probes database and bucket.");
    }
    return new Readiness(now.phase == Phase.WORKING, now.sentence);
  }

  /**
   * Whether a worker claims uploads.
   *
   * @param sentence reason, to be shown to users
   */
  public record Readiness(boolean isReady, String sentence) {}
}
