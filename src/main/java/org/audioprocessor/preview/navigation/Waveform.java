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

  /**
   * Computes a waveform of sound of any duration in constant memory: the bucket duration doubles
   * when all buckets are in use.
   */
  static final class WaveformBuilder {
    private static final int MOST_BUCKETS = 4096;
    private static final int FIRST_FRAMES = 256;

    private final int sampleRate;
    private final float[] lowest = new float[MOST_BUCKETS];
    private final float[] highest = new float[MOST_BUCKETS];
    private int framesPerBucket = FIRST_FRAMES;
    private int bucket;
    private int framesInBucket;

    WaveformBuilder(int sampleRate) {
      this.sampleRate = sampleRate;
    }

    void add(float[][] planar, int offset, int frames) {
      for (int i = offset; i < offset + frames; i++) {
        if (framesInBucket == framesPerBucket) {
          nextBucket();
        }
        for (float[] plane : planar) {
          lowest[bucket] = Math.min(lowest[bucket], plane[i]);
          highest[bucket] = Math.max(highest[bucket], plane[i]);
        }
        framesInBucket++;
      }
    }

    private void nextBucket() {
      framesInBucket = 0;
      bucket++;
      if (bucket < MOST_BUCKETS) {
        return;
      }
      for (int i = 0; i < MOST_BUCKETS / 2; i++) {
        lowest[i] = Math.min(lowest[2 * i], lowest[2 * i + 1]);
        highest[i] = Math.max(highest[2 * i], highest[2 * i + 1]);
      }
      Arrays.fill(lowest, MOST_BUCKETS / 2, MOST_BUCKETS, 0);
      Arrays.fill(highest, MOST_BUCKETS / 2, MOST_BUCKETS, 0);
      framesPerBucket *= 2;
      bucket = MOST_BUCKETS / 2;
    }

    Waveform waveform() {
      int buckets = framesInBucket == 0 ? bucket : bucket + 1;
      return new Waveform(
          framesPerBucket / (double) sampleRate,
          Arrays.copyOf(lowest, buckets),
          Arrays.copyOf(highest, buckets));
    }
  }
}
