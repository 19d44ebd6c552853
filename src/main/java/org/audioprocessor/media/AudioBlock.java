package org.audioprocessor.media;

import java.util.Arrays;

/**
 * A reusable block of audio: planes of samples, ±1.0 is full scale. The content is valid until the
 * producer's next call.
 */
public final class AudioBlock {
  private float[][] own = {};
  private float[][] samples = own;
  private int frames;

  /** One plane per channel; a plane may be longer than {@link #frames()}. */
  public float[][] samples() {
    return samples;
  }

  /** Samples per channel. */
  public int frames() {
    return frames;
  }

  public int channels() {
    return samples.length;
  }

  /**
   * Allocates the block's own planes for this many frames; their content may be lost.
   *
   * @return {@link #samples()}
   */
  public float[][] resize(int channels, int newFrames) {
    if (own.length != channels || (channels > 0 && own[0].length < newFrames)) {
      own = new float[channels][newFrames];
    }
    samples = own;
    frames = newFrames;
    return own;
  }

  /** Uses the planes of the caller without a copy. */
  public void lend(float[][] planes, int newFrames) {
    samples = planes;
    frames = newFrames;
  }

  /** Keeps the planes and changes the number of valid frames. */
  public void truncate(int newFrames) {
    frames = newFrames;
  }

  /** Enlarges the block's own planes and keeps their content. */
  public float[][] extend(int newFrames) {
    if (own.length > 0 && own[0].length < newFrames) {
      for (int c = 0; c < own.length; c++) {
        own[c] = Arrays.copyOf(own[c], newFrames);
      }
    }
    samples = own;
    frames = newFrames;
    return own;
  }
}
