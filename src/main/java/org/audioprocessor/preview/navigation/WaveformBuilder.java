package org.audioprocessor.preview.navigation;

import java.util.Arrays;

/**
 * Computes a waveform of sound of any duration in constant memory: the bucket duration doubles when
 * all buckets are in use.
 */
final class WaveformBuilder {
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
