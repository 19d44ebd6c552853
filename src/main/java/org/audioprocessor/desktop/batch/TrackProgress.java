package org.audioprocessor.desktop.batch;

import java.util.OptionalDouble;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.process.ProgressEvent;
import org.audioprocessor.process.Stage;
import org.audioprocessor.queue.Claim;

/**
 * The progress of an upload that this window is processing.
 *
 * @param event the latest one
 * @param inputLufs integrated loudness of the source up to now
 */
public record TrackProgress(Claim claim, ProgressEvent event, OptionalDouble inputLufs) {

  static TrackProgress begin(Claim claim) {
    ProgressEvent fetch = new ProgressEvent(Stage.FETCH, 0, 0, 0, null);
    return new TrackProgress(claim, fetch, OptionalDouble.empty());
  }

  TrackProgress next(ProgressEvent event) {
    LoudnessSnapshot meter = event.meter();
    OptionalDouble input =
        event.stage() == Stage.MEASURE && meter != null ? meter.integratedLufs() : inputLufs;
    return new TrackProgress(claim, event, input);
  }

  /** Returns the progress over all stages, 0 to 1; rendering takes the largest part. */
  public double overall() {
    double fraction = Math.clamp(event.fraction(), 0, 1);
    return switch (event.stage()) {
      case FETCH -> 0.02 * fraction;
      case MEASURE -> 0.02 + 0.13 * fraction;
      case RENDER -> 0.15 + 0.80 * fraction;
      case VERIFY -> 0.95 + 0.03 * fraction;
      case PUBLISH -> 0.98 + 0.02 * fraction;
    };
  }

  /** Returns the seconds of music that are rendered. */
  OptionalDouble musicSeconds() {
    return event.stage() == Stage.RENDER && event.realtimeFactor() > 0
        ? OptionalDouble.of(event.realtimeFactor() * event.elapsedSeconds())
        : OptionalDouble.empty();
  }
}
