package org.audioprocessor.worker;

/** Hears what happens in a pool, on the pool's own threads. */
@FunctionalInterface
public interface WorkerListener {
  /** Nobody listens. */
  WorkerListener NONE = event -> {};

  /** Must return at once. */
  void on(WorkerEvent event);
}
