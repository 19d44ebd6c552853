package org.audioprocessor.preview.deck;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import org.audioprocessor.preview.Rendition;
import org.audioprocessor.preview.meter.EbuMeter;
import org.jspecify.annotations.Nullable;

/**
 * Follows what was written to a line until it is audible: knows which music is heard now, and lets
 * the meter hear it then. For one thread.
 */
final class HeardSound {

  /** What was written at once; {@code rendition} null: silence behind the end. */
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

  HeardSound(EbuMeter meter) {
    this.meter = meter;
  }

  /** Another track comes: its first frame begins the meter anew. */
  void forget() {
    rendition = null;
  }

  /** The line was flushed, and this music comes next. */
  void restart(long nextMusicFrame) {
    queued.clear();
    written = 0;
    metered = 0;
    musicFrame = nextMusicFrame;
  }

  /** Sound was written; it is copied. Without gains: the meter reads the rendition itself. */
  void wrote(long fromMusicFrame, @Nullable Rendition what, float[][] stereo, int frames) {
    float[][] copy = {Arrays.copyOf(stereo[0], frames), Arrays.copyOf(stereo[1], frames)};
    queued.add(new Span(written, fromMusicFrame, what, copy));
    written += frames;
  }

  /** Whether music is on its way to the ear. */
  boolean isAwaitingMusic() {
    return queued.stream().anyMatch(span -> span.rendition() != null);
  }

  /** The line has played so many frames since it was flushed. */
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

  /** What was heard last. */
  Optional<Rendition> rendition() {
    return Optional.ofNullable(rendition);
  }
}
