package org.audioprocessor.desktop.meters;

import java.util.Arrays;
import java.util.List;
import org.audioprocessor.preview.meter.LoudnessHistory.HistoryPoint;

/** The last two minutes of momentary and short-term loudness as displayed. UI thread only. */
final class MeterTrace {
  static final int POINTS_PER_SECOND = 10;
  static final int CAPACITY = 120 * POINTS_PER_SECOND;

  private final float[] momentary = new float[CAPACITY];
  private final float[] shortTerm = new float[CAPACITY];
  private long points;

  void clear() {
    Arrays.fill(momentary, Float.NaN);
    Arrays.fill(shortTerm, Float.NaN);
    points = 0;
  }

  void add(double momentaryLufs, double shortTermLufs) {
    int at = (int) (points % CAPACITY);
    momentary[at] = (float) momentaryLufs;
    shortTerm[at] = (float) shortTermLufs;
    points++;
  }

  /** Adds this number of points in a straight line from the newest point to these values. */
  void glide(int count, double momentaryLufs, double shortTermLufs) {
    float momentaryBefore = points == 0 ? Float.NaN : momentaryLufs(0);
    float shortTermBefore = points == 0 ? Float.NaN : shortTermLufs(0);
    int steps = Math.min(count, CAPACITY);
    for (int step = 1; step <= steps; step++) {
      double share = (double) step / steps;
      add(
          between(momentaryBefore, momentaryLufs, share),
          between(shortTermBefore, shortTermLufs, share));
    }
  }

  /** A value that follows no value applies at once. */
  private static double between(double before, double now, double share) {
    return Double.isNaN(before) ? now : before + share * (now - before);
  }

  void addHeard(List<HistoryPoint> heard) {
    for (HistoryPoint point : heard) {
      add(
          point.momentaryLufs().orElse(MeterFigures.NONE),
          point.shortTermLufs().orElse(MeterFigures.NONE));
    }
  }

  /** Returns the number of points, at most {@link #CAPACITY}. */
  int size() {
    return (int) Math.min(points, CAPACITY);
  }

  /** Returns the number of points ever added. */
  long points() {
    return points;
  }

  /** Returns a value, or NaN for none; {@code back} counts from the newest, 0. */
  float momentaryLufs(int back) {
    return momentary[(int) ((points - 1 - back) % CAPACITY)];
  }

  /** Returns a value like {@link #momentaryLufs}. */
  float shortTermLufs(int back) {
    return shortTerm[(int) ((points - 1 - back) % CAPACITY)];
  }
}
