package org.audioprocessor.process;

/** Hears of a track's progress, at most some ten times a second, on the track's own threads. */
@FunctionalInterface
public interface Progress {
  /** Nobody listens. */
  Progress NONE = event -> {};

  /** Must return at once. */
  void on(ProgressEvent event);
}
