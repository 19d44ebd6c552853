package org.audioprocessor.preview.meter;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The last ten minutes of momentary and short-term loudness, ten points per second. */
public final class LoudnessHistory {
  static final int POINTS_PER_SECOND = 10;
  private static final int CAPACITY = 600 * POINTS_PER_SECOND;

  /** NaN means no value; internal only. */
  private final float[] momentary = new float[CAPACITY];

  private final float[] shortTerm = new float[CAPACITY];
  private long points;

  /** Number of the first point after the last {@link #clear}; numbers keep increasing. */
  private long cleared;

  synchronized void add(OptionalDouble momentaryLufs, OptionalDouble shortTermLufs) {
    int at = (int) (points % CAPACITY);
    momentary[at] = (float) momentaryLufs.orElse(Double.NaN);
    shortTerm[at] = (float) shortTermLufs.orElse(Double.NaN);
    points++;
  }

  synchronized void clear() {
    cleared = points;
  }

  /** The points from number {@code from}, or from the oldest one that is kept. */
  synchronized List<HistoryPoint> since(long from) {
    long first = Math.max(Math.max(cleared, from), points - CAPACITY);
    List<HistoryPoint> found = new ArrayList<>();
    for (long point = first; point < points; point++) {
      int at = (int) (point % CAPACITY);
      found.add(new HistoryPoint(point, value(momentary[at]), value(shortTerm[at])));
    }
    return found;
  }

  private static OptionalDouble value(float lufs) {
    return Float.isNaN(lufs) ? OptionalDouble.empty() : OptionalDouble.of(lufs);
  }

  /**
   * One point of a meter's history.
   *
   * @param number from 0, ten per second of sound
   */
  public record HistoryPoint(
      long number, OptionalDouble momentaryLufs, OptionalDouble shortTermLufs) {

    /** Seconds of sound before this point. */
    public double seconds() {
      return (number + 1) / (double) LoudnessHistory.POINTS_PER_SECOND;
    }
  }
}
