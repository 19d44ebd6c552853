package org.audioprocessor.process.measure;

import java.util.function.Supplier;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.process.Progress;
import org.audioprocessor.process.ProgressEvent;
import org.audioprocessor.process.Stage;
import org.jspecify.annotations.Nullable;

/** Converts seconds of music to progress events of one stage, at most ten per second. */
public final class StageClock {
  private static final long INTERVAL_NANOS = 100_000_000L;

  private final Stage stage;
  private final double totalSeconds;
  private final Progress progress;
  private final long started = System.nanoTime();
  private long last = started;

  /** The total may be 0 while it is unknown; the fraction then stays 0. */
  public StageClock(Stage stage, double totalSeconds, Progress progress) {
    this.stage = stage;
    this.totalSeconds = totalSeconds;
    this.progress = progress;
    progress.on(ProgressEvent.start(stage));
  }

  public void at(double seconds, Supplier<@Nullable LoudnessSnapshot> meter) {
    long now = System.nanoTime();
    if (now - last < INTERVAL_NANOS) {
      return;
    }
    last = now;
    double elapsed = (now - started) / 1e9;
    double fraction = totalSeconds > 0 ? Math.min(1, seconds / totalSeconds) : 0;
    progress.on(new ProgressEvent(stage, fraction, seconds / elapsed, elapsed, meter.get()));
  }

  public void end() {
    progress.on(ProgressEvent.end(stage));
  }
}
