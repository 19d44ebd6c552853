package org.audioprocessor.loudness;

/**
 * Keeps the true peak under a ceiling: 5 ms look-ahead, 80 ms release, all channels by one gain.
 *
 * <p>While nothing comes near the ceiling the samples pass unchanged to the bit (with a gain:
 * multiplied). All frames come out, delayed inside; samples must be finite. For one thread.
 */
public final class TruePeakLimiter {
  /** What a moving gain may bend the interpolated signal by, and the rounding of floats. */
  public static final double RESERVE_DB = 0.05;

  private final LimiterLine line;
  private final float[][] flushed;
  private float gain = 1;
  private int flushedFrames = -1;
  private int flushedTaken;

  /**
   * A limiter for one signal.
   *
   * @param ceilingDbtp what no true-peak meter on the output will exceed
   * @throws IllegalArgumentException unless 8 to 192 kHz and 1 to 8 channels
   */
  public TruePeakLimiter(int sampleRate, int channels, double ceilingDbtp) {
    LoudnessMeter.requireSupported(sampleRate, channels);
    line = new LimiterLine(sampleRate, channels, Decibels.toAmplitude(ceilingDbtp - RESERVE_DB));
    flushed = new float[channels][line.latencyFrames()];
  }

  /** A gain applied before limiting, from the next frame on; 0 at first. */
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
   * Ends the signal and writes what was held back; call again until it returns 0 if {@code out} may
   * be shorter than {@link #latencyFrames()}. Nothing can be processed afterwards.
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

  /** As many zeros as frames are held push out exactly those. */
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
