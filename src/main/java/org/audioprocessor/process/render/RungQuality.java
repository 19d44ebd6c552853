package org.audioprocessor.process.render;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.quality.QualityScore;
import org.jspecify.annotations.Nullable;

/**
 * Compares the excerpts of a rung while it is rendered. The source and the decoded rendition arrive
 * on the rung's thread, each in its order.
 */
final class RungQuality implements AutoCloseable {
  private final RungJob job;
  private final int sourceRate;
  private final Deque<Excerpt> ahead = new ArrayDeque<>();

  /** Excerpts whose source has begun and which are not heard to their end. */
  private final Deque<Open> open = new ArrayDeque<>();

  private final List<QualityScore> scores = new ArrayList<>();
  private @Nullable Open filling;
  private long sourceFrame;
  private long heardFrame;

  private record Open(Excerpt excerpt, ExcerptComparison comparison) {}

  RungQuality(RungJob job, int sourceRate) {
    this.job = job;
    this.sourceRate = sourceRate;
    job.excerpts().stream()
        .sorted(Comparator.comparingInt(Excerpt::startSecond))
        .forEach(ahead::add);
  }

  /** The next frames of the source, at its rate, after the range curve. */
  void source(float[][] stereo, int frames) throws MediaException {
    int at = 0;
    while (at < frames) {
      Open now = filling;
      long boundary = boundary(now);
      int count = (int) Math.min(frames - at, boundary - sourceFrame);
      if (now != null && count > 0) {
        now.comparison().source(stereo, at, count);
      }
      at += count;
      sourceFrame += count;
      if (sourceFrame == boundary) {
        turn(now);
      }
    }
  }

  /** Where the excerpt ends that is being filled, or else where the next one begins. */
  private long boundary(@Nullable Open now) {
    if (now != null) {
      return (long) now.excerpt().endSecond() * sourceRate;
    }
    return ahead.isEmpty() ? Long.MAX_VALUE : (long) ahead.peek().startSecond() * sourceRate;
  }

  private void turn(@Nullable Open ended) throws MediaException {
    if (ended != null) {
      ended.comparison().endSource();
      filling = null;
    } else {
      Excerpt next = ahead.remove();
      Open begun = new Open(next, ExcerptComparison.open(next, job, sourceRate));
      open.add(begun);
      filling = begun;
    }
  }

  /** The next frames of music that were decoded, at the rung's rate. */
  void heard(float[][] stereo, int offset, int frames) throws MediaException {
    int rate = job.rung().sampleRate();
    int at = 0;
    while (at < frames && !open.isEmpty()) {
      Open first = open.getFirst();
      long start = (long) first.excerpt().startSecond() * rate;
      long end = (long) first.excerpt().endSecond() * rate;
      at += Math.clamp(start - heardFrame - at, 0, frames - at);
      int count = Math.clamp(end - heardFrame - at, 0, frames - at);
      first.comparison().heard(stereo, offset + at, count);
      at += count;
      if (heardFrame + at == end) {
        first.comparison().end().ifPresent(scores::add);
        open.removeFirst().comparison().close();
      }
    }
    heardFrame += frames;
  }

  /** The mean over the excerpts that were heard to their end. */
  Optional<RenditionQuality> result() {
    return RenditionQuality.mean(scores);
  }

  @Override
  public void close() {
    open.forEach(excerpt -> excerpt.comparison().close());
    open.clear();
  }
}
