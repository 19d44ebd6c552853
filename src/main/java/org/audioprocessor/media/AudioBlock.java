package org.audioprocessor.media;

import java.util.Arrays;

/**
 * A stretch of sound that is reused: planes of samples, ±1.0 = full scale. What a producer put in
 * is valid until its next call.
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
   * Makes room for this much in planes of the block's own; what was in them may be lost.
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

  /** Shows someone else's planes, without a copy. */
  public void lend(float[][] planes, int newFrames) {
    samples = planes;
    frames = newFrames;
  }

  /** Keeps the planes and says that only this much of them counts. */
  public void truncate(int newFrames) {
    frames = newFrames;
  }

  /** Makes room for more behind what the block's own planes hold. */
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
