package org.audioprocessor.loudness;

import java.util.Arrays;

/**
 * The true peak of each channel since the start or the last reset (ITU-R BS.1770-5, Annex 2).
 *
 * <p>Only stretches of 32 samples that could raise the maximum are interpolated; the result is the
 * same as if all were. It is never below the sample peak. Samples must be finite. For one thread.
 */
public final class TruePeakMeter {
  private static final int STRETCH = 32;

  private final TruePeakFilter filter;
  private final Channel[] channels;

  /**
   * A meter of {@code channels} channels.
   *
   * @throws IllegalArgumentException unless 8 to 192 kHz and 1 to 8 channels
   */
  public TruePeakMeter(int sampleRate, int channels) {
    LoudnessMeter.requireSupported(sampleRate, channels);
    filter = TruePeakFilter.forRate(sampleRate);
    this.channels = new Channel[channels];
    for (int channel = 0; channel < channels; channel++) {
      this.channels[channel] = new Channel();
    }
  }

  /** Measures {@code frames} frames and returns their largest sample magnitude in any channel. */
  public float feed(float[][] planar, int offset, int frames) {
    float samplePeak = 0;
    for (int channel = 0; channel < channels.length; channel++) {
      samplePeak = Math.max(samplePeak, channels[channel].feed(planar[channel], offset, frames));
    }
    return samplePeak;
  }

  /** Feeds the end of the signal through the filter. */
  public void finish() {
    float[][] silence = new float[channels.length][TruePeakFilter.HISTORY];
    feed(silence, 0, TruePeakFilter.HISTORY);
  }

  /** Resets the meter. */
  public void reset() {
    for (Channel channel : channels) {
      channel.reset();
    }
  }

  /** Resets the maximum; the signal continues. */
  public void forgetPeaks() {
    for (Channel channel : channels) {
      channel.peak = 0;
    }
  }

  /** The highest true peak of one channel as a magnitude; 1.0 is 0 dBTP. */
  public float peak(int channel) {
    return channels[channel].peak;
  }

  /** The highest true peak of all channels as a magnitude. */
  public float peak() {
    float peak = 0;
    for (Channel channel : channels) {
      peak = Math.max(peak, channel.peak);
    }
    return peak;
  }

  private final class Channel {
    /** The last samples of the previous block, then a part of the current one. */
    private final float[] seam = new float[TruePeakFilter.HISTORY + STRETCH];

    private float historyPeak;
    private float peak;

    float feed(float[] samples, int offset, int frames) {
      int end = offset + frames;
      int first = Math.min(frames, STRETCH);
      System.arraycopy(samples, offset, seam, TruePeakFilter.HISTORY, first);
      float samplePeak = stretch(seam, TruePeakFilter.HISTORY, first);
      for (int from = offset + first; from < end; from += STRETCH) {
        samplePeak = Math.max(samplePeak, stretch(samples, from, Math.min(STRETCH, end - from)));
      }
      keepHistory(samples, offset, frames);
      return samplePeak;
    }

    private float stretch(float[] samples, int from, int frames) {
      float samplePeak = TruePeakFilter.samplePeak(samples, from, frames);
      float reach = Math.max(samplePeak, historyPeak) * filter.bound();
      historyPeak =
          frames >= TruePeakFilter.HISTORY
              ? samplePeak
              : TruePeakFilter.samplePeak(
                  samples, from + frames - TruePeakFilter.HISTORY, TruePeakFilter.HISTORY);
      // denormal samples are silence: filtering them would cost ten times as much
      if (reach > Math.max(peak, Float.MIN_NORMAL)) {
        float highest = Math.max(samplePeak, filter.peak(samples, from, frames));
        if (highest > peak) {
          peak = highest;
        }
      }
      return samplePeak;
    }

    private void keepHistory(float[] samples, int offset, int frames) {
      if (frames >= TruePeakFilter.HISTORY) {
        int from = offset + frames - TruePeakFilter.HISTORY;
        System.arraycopy(samples, from, seam, 0, TruePeakFilter.HISTORY);
      } else {
        System.arraycopy(seam, frames, seam, 0, TruePeakFilter.HISTORY);
      }
    }

    void reset() {
      Arrays.fill(seam, 0);
      historyPeak = 0;
      peak = 0;
    }
  }
}
