package org.audioprocessor.loudness;

/**
 * Keeps the true peak under a ceiling: 5 ms look-ahead, 80 ms release, all channels by one gain.
 *
 * <p>Below the ceiling the samples pass bit-exactly (with a gain: multiplied). All frames are
 * returned, after an internal delay; samples must be finite. For one thread.
 */
public final class TruePeakLimiter {
  /** Margin for the distortion by a moving gain and for the rounding of floats. */
  public static final double RESERVE_DB = 0.05;

  private final LimiterLine line;
  private final float[][] flushed;
  private float gain = 1;
  private int flushedFrames = -1;
  private int flushedTaken;

  /**
   * A limiter for one signal.
   *
   * @param ceilingDbtp the maximum true peak of the output
   * @throws IllegalArgumentException unless 8 to 192 kHz and 1 to 8 channels
   */
  public TruePeakLimiter(int sampleRate, int channels, double ceilingDbtp) {
    LoudnessMeter.requireSupported(sampleRate, channels);
    line = new LimiterLine(sampleRate, channels, Decibels.toAmplitude(ceilingDbtp - RESERVE_DB));
    flushed = new float[channels][line.latencyFrames()];
  }

  /** Sets a gain that is applied before limiting, from the next frame on; initially 0. */
  public void setGainDb(double gainDb) {
    gain = (float) Decibels.toAmplitude(gainDb);
  }

  /** How many frames are held back until {@link #finish}: about 6 ms. */
  public int latencyFrames() {
    return line.latencyFrames();
  }

  /**
   * Limits {@code frames} frames of {@code planar} from {@code offset} into the start of {@code
   * out}.
   *
   * @param out another array than {@code planar}, at least {@code frames} long
   * @return frames written: never more than {@code frames}, fewer at the beginning
   */
  public int process(float[][] planar, int offset, int frames, float[][] out) {
    if (flushedFrames >= 0) {
      throw new IllegalStateException("The signal has ended; a new one needs a new limiter.");
    }
    int written = 0;
    for (int done = 0; done < frames; done += LimiterLine.ROOM) {
      int count = Math.min(LimiterLine.ROOM, frames - done);
      written += line.process(planar, offset + done, count, gain, out, written);
    }
    return written;
  }

  /**
   * Ends the signal and writes the delayed frames; call it until it returns 0 if {@code out} may be
   * shorter than {@link #latencyFrames()}. No frames can be processed afterwards.
   *
   * @return frames written
   */
  public int finish(float[][] out) {
    if (flushedFrames < 0) {
      flushedFrames = flush();
    }
    int count = Math.min(flushedFrames - flushedTaken, out[0].length);
    for (int channel = 0; channel < flushed.length; channel++) {
      System.arraycopy(flushed[channel], flushedTaken, out[channel], 0, count);
    }
    flushedTaken += count;
    return count;
  }

  /** Feeding as many zeros as there are delayed frames returns exactly these frames. */
  private int flush() {
    int written = 0;
    float[][] zeros = new float[flushed.length][latencyFrames()];
    for (int done = 0; done < latencyFrames(); done += LimiterLine.ROOM) {
      int count = Math.min(LimiterLine.ROOM, latencyFrames() - done);
      written += line.process(zeros, 0, count, 1, flushed, written);
    }
    return written;
  }

  /** The largest reduction so far in dB, 0 if none. */
  public double maxReductionDb() {
    return line.maxReductionDb();
  }
}
