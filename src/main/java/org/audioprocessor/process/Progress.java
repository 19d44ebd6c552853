package org.audioprocessor.process;

/** Receives a track's progress, about ten times a second at most, on the track's threads. */
@FunctionalInterface
public interface Progress {
  /** Ignores progress. */
  Progress NONE = event -> {};

  /** Must return at once. */
  void on(ProgressEvent event);
}
