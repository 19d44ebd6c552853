package org.audioprocessor.preview.deck;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import org.audioprocessor.preview.Rendition;
import org.audioprocessor.preview.meter.EbuMeter;
import org.jspecify.annotations.Nullable;

/**
 * Tracks the sound in a line until it is audible: determines the audible position and feeds the
 * meter at that time. For one thread.
 */
final class AudibleSound {

  /** One write; {@code rendition} is null for the silence after the end. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  private record Span(
      long lineFrame, long musicFrame, @Nullable Rendition rendition, float[][] stereo) {
    int frames() {
      return stereo[0].length;
    }
  }

  private final EbuMeter meter;
  private final Deque<Span> queued = new ArrayDeque<>();
  private long written;
  private long metered;
  private long musicFrame;
  private @Nullable Rendition rendition;

  AudibleSound(EbuMeter meter) {
    this.meter = meter;
  }

  /** Prepares for another track, whose first frame resets the meter. */
  void forget() {
    rendition = null;
  }

  /** The line was flushed; this frame of music follows. */
  void restart(long nextMusicFrame) {
    queued.clear();
    written = 0;
    metered = 0;
    musicFrame = nextMusicFrame;
  }

  /** Records a write; copies the sound, which must be without gains, for the meter. */
  void wrote(long fromMusicFrame, @Nullable Rendition what, float[][] stereo, int frames) {
    float[][] copy = {Arrays.copyOf(stereo[0], frames), Arrays.copyOf(stereo[1], frames)};
    queued.add(new Span(written, fromMusicFrame, what, copy));
    written += frames;
  }

  /** Whether written music is not audible yet. */
  boolean isAwaitingMusic() {
    return queued.stream().anyMatch(span -> span.rendition() != null);
  }

  /** Reports the number of frames that the line has played since it was flushed. */
  void heard(long lineFrames) {
    while (metered < lineFrames && !queued.isEmpty()) {
      Span span = queued.getFirst();
      int from = (int) (metered - span.lineFrame());
      int count = (int) Math.min(lineFrames - metered, span.frames() - from);
      if (span.rendition() != null) {
        if (!span.rendition().equals(rendition)) {
          meter.restart();
        }
        meter.feed(span.stereo(), from, count);
        musicFrame = span.musicFrame() + from + count;
        rendition = span.rendition();
      }
      metered += count;
      if (from + count == span.frames()) {
        queued.removeFirst();
      }
    }
  }

  /** The frame of music that is audible next, at the line's rate. */
  long musicFrame() {
    return musicFrame;
  }

  /** The audible rendition. */
  Optional<Rendition> rendition() {
    return Optional.ofNullable(rendition);
  }
}
