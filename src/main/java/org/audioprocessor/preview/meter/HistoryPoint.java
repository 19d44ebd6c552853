package org.audioprocessor.preview.meter;

import java.util.OptionalDouble;

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
