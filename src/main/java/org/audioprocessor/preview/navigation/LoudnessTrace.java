package org.audioprocessor.preview.navigation;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Short-term loudness over a track (EBU Tech 3341, windows of 3 s), each point at the middle of its
 * window. It has at most {@link #MOST_POINTS} points for any duration.
 */
public final class LoudnessTrace {
  static final int MOST_POINTS = 2000;
  static final double WINDOW_SECONDS = 3;

  /** NaN means no value; internal only. */
  private final float[] shortTermLufs;

  private final double stepSeconds;

  LoudnessTrace(float[] shortTermLufs, int points, double stepSeconds) {
    this.shortTermLufs = Arrays.copyOf(shortTermLufs, points);
    this.stepSeconds = stepSeconds;
  }

  /** 0 for a track that is shorter than a window. */
  public int points() {
    return shortTermLufs.length;
  }

  /** Time of a point, in seconds of music. */
  public double seconds(int point) {
    return (point + 1) * stepSeconds - WINDOW_SECONDS / 2;
  }

  /** Loudness at a point; empty before the first full window, and in silence. */
  public OptionalDouble shortTermLufs(int point) {
    float lufs = shortTermLufs[point];
    return Float.isNaN(lufs) ? OptionalDouble.empty() : OptionalDouble.of(lufs);
  }
}
