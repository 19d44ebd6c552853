package org.audioprocessor.preview.navigation;

import java.util.Arrays;

/**
 * The waveform of a track: the lowest and highest sample of both channels in buckets of equal
 * duration.
 *
 * @param bucketSeconds duration of a bucket; the last may be shorter
 * @param lowest for each bucket; full scale is −1
 * @param highest for each bucket; full scale is 1
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of numbers; copied on the way in
public record Waveform(double bucketSeconds, float[] lowest, float[] highest) {

  public Waveform {
    lowest = lowest.clone();
    highest = highest.clone();
  }

  public int buckets() {
    return lowest.length;
  }

  /** The lowest sample between two times, 0 where there is none. */
  public float lowest(double fromSeconds, double toSeconds) {
    float found = 0;
    for (int i = first(fromSeconds); i < end(toSeconds); i++) {
      found = Math.min(found, lowest[i]);
    }
    return found;
  }

  /** The highest sample between two times, 0 where there is none. */
  public float highest(double fromSeconds, double toSeconds) {
    float found = 0;
    for (int i = first(fromSeconds); i < end(toSeconds); i++) {
      found = Math.max(found, highest[i]);
    }
    return found;
  }

  private int first(double seconds) {
    return Math.clamp((long) Math.floor(seconds / bucketSeconds), 0, buckets());
  }

  private int end(double seconds) {
    return Math.clamp((long) Math.ceil(seconds / bucketSeconds), 0, buckets());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Waveform that
        && bucketSeconds == that.bucketSeconds
        && Arrays.equals(lowest, that.lowest)
        && Arrays.equals(highest, that.highest);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(lowest) * 31 + Arrays.hashCode(highest);
  }

  @Override
  public String toString() {
    return buckets() + " buckets of " + bucketSeconds + " s";
  }
}
