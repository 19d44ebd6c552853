package org.audioprocessor.process;

import static java.util.Objects.requireNonNull;

import org.audioprocessor.loudness.LoudnessSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Progress of a track.
 *
 * @param stage the step that runs
 * @param fraction of that step, 0 to 1
 * @param realtimeFactor seconds of music per second in this step; 0 while unknown
 * @param elapsedSeconds wall time since the step began; 0 while unknown
 * @param meter reading of the step's meter; null for steps without a meter
 */
public record ProgressEvent(
    Stage stage,
    double fraction,
    double realtimeFactor,
    double elapsedSeconds,
    @Nullable LoudnessSnapshot meter) {
  public ProgressEvent {
    requireNonNull(stage);
  }

  /** Estimated wall seconds until the stage ends; null while unknown. */
  public @Nullable Double secondsLeft() {
    return fraction <= 0 || elapsedSeconds <= 0 ? null : elapsedSeconds * (1 - fraction) / fraction;
  }

  /** The beginning of a stage. */
  public static ProgressEvent start(Stage stage) {
    return new ProgressEvent(stage, 0, 0, 0, null);
  }

  /** The end of a stage. */
  public static ProgressEvent end(Stage stage) {
    return new ProgressEvent(stage, 1, 0, 0, null);
  }
}
