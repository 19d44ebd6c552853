package org.audioprocessor.media.container;

import java.util.ArrayList;
import java.util.List;

/**
 * The decoded samples that belong to the audio: those between an encoder's delay and its padding,
 * for each stream in a file.
 */
public final class SampleTrim {
  /** Keeps all samples. */
  public static final SampleTrim NONE = new SampleTrim(List.of());

  /** Half open, in decoded samples from the beginning of the file. */
  public record Range(long from, long to) {}

  private final List<Range> dropped;

  private SampleTrim(List<Range> dropped) {
    this.dropped = List.copyOf(dropped);
  }

  /**
   * Keeps all samples except these.
   *
   * @param dropped sorted, without overlaps
   */
  static SampleTrim dropping(List<Range> dropped) {
    return dropped.isEmpty() ? NONE : new SampleTrim(dropped);
  }

  /** Keeps a number of samples at the beginning. */
  public static SampleTrim first(long samples) {
    return new SampleTrim(List.of(new Range(samples, Long.MAX_VALUE)));
  }

  /** Returns how many of the samples before this one are kept. */
  public long keptBefore(long sample) {
    long kept = sample;
    for (Range range : dropped) {
      kept -= Math.max(0, Math.min(sample, range.to) - Math.min(sample, range.from));
    }
    return kept;
  }

  /** The first kept sample. */
  public long firstKept() {
    return dropped.isEmpty() || dropped.getFirst().from > 0 ? 0 : dropped.getFirst().to;
  }

  /** Returns the kept parts of a block, counted from its first sample. */
  public List<Range> kept(long first, int samples) {
    List<Range> kept = new ArrayList<>();
    long at = first;
    long end = first + samples;
    for (Range range : dropped) {
      if (range.to > at && range.from < end) {
        if (range.from > at) {
          kept.add(new Range(at - first, range.from - first));
        }
        at = Math.min(end, range.to);
      }
    }
    if (at < end) {
      kept.add(new Range(at - first, end - first));
    }
    return kept;
  }
}
