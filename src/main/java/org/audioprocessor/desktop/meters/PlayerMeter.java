package org.audioprocessor.desktop.meters;

import java.util.List;
import org.audioprocessor.desktop.work.NowPlaying;
import org.audioprocessor.preview.meter.EbuMeter;
import org.audioprocessor.preview.meter.LoudnessHistory.HistoryPoint;
import org.jspecify.annotations.Nullable;

/** The player's meter, and whether it receives sound. UI thread only. */
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

  /** Null before anything was played. */
  @Nullable EbuMeter meter() {
    return nowPlaying.meterProperty().get();
  }

  /** Returns false for a meter that received no sound for a while; it keeps its last reading. */
  boolean isPlaying() {
    return playing;
  }

  /** Returns the history since the last call. */
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

  /** Pauses or resumes the integrating figures. */
  void pauseOrStart() {
    EbuMeter meter = meter();
    if (meter != null && meter.reading().running()) {
      meter.pause();
    } else if (meter != null) {
      meter.start();
    }
  }
}
