package org.audioprocessor.worker;

/** Receives the events of a pool, on the pool's threads. */
@FunctionalInterface
public interface WorkerListener {
  /** Ignores all events. */
  WorkerListener NONE = event -> {};

  /** Must return at once. */
  void on(WorkerEvent event);
}
