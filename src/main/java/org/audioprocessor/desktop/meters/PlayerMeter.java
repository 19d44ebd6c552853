package org.audioprocessor.desktop.meters;

import java.util.List;
import org.audioprocessor.desktop.work.NowPlaying;
import org.audioprocessor.preview.meter.EbuMeter;
import org.audioprocessor.preview.meter.HistoryPoint;
import org.jspecify.annotations.Nullable;

/** The meter of what is heard, and whether there is sound. UI thread only. */
final class PlayerMeter {
  private static final long SILENT_AFTER_NANOS = 400_000_000L;

  private final NowPlaying nowPlaying;
  private @Nullable EbuMeter listenedTo;
  private boolean playing;
  private long heardNanos = Long.MIN_VALUE;
  private long next;

  PlayerMeter(NowPlaying nowPlaying) {
    this.nowPlaying = nowPlaying;
  }

  /** Null while nothing was ever heard. */
  @Nullable EbuMeter meter() {
    return nowPlaying.meterProperty().get();
  }

  /** A meter that got no sound for a while keeps its last reading: nobody plays. */
  boolean isPlaying() {
    return playing;
  }

  /** What was heard since this was asked last. */
  List<HistoryPoint> newHistory(long nanos) {
    EbuMeter meter = meter();
    if (meter != listenedTo) {
      listenedTo = meter;
      next = 0;
    }
    List<HistoryPoint> heard = meter == null ? List.of() : meter.history(next);
    if (!heard.isEmpty()) {
      next = heard.getLast().number() + 1;
      heardNanos = nanos;
    }
    playing = !heard.isEmpty() || (playing && nanos - heardNanos < SILENT_AFTER_NANOS);
    return heard;
  }

  void reset() {
    EbuMeter meter = meter();
    if (meter != null) {
      meter.reset();
    }
  }

  /** The figures that integrate stand still, or go on. */
  void pauseOrStart() {
    EbuMeter meter = meter();
    if (meter != null && meter.reading().running()) {
      meter.pause();
    } else if (meter != null) {
      meter.start();
    }
  }
}
