package org.audioprocessor.preview.line;

import java.util.function.LongSupplier;

/** A silent line that runs in real time by a clock. */
public class SilentLine implements AudioLine {
  private static final double NANOS_PER_SECOND = 1e9;

  private final int sampleRate;
  private final int queueFrames;
  private final LongSupplier nanoTime;
  private final String silence;
  private long written;
  private long heard;
  private boolean running;

  /** Start time of the first frame that is not counted as played yet. */
  private long sinceNanos;

  /**
   * @param queueFrames capacity
   * @param nanoTime the clock, as {@link System#nanoTime}
   * @param silence why the line is silent
   */
  public SilentLine(int sampleRate, int queueFrames, LongSupplier nanoTime, String silence) {
    this.sampleRate = sampleRate;
    this.queueFrames = queueFrames;
    this.nanoTime = nanoTime;
    this.silence = silence;
  }

  @Override
  public final int sampleRate() {
    return sampleRate;
  }

  @Override
  public int writableFrames() {
    return room();
  }

  private int room() {
    advance();
    return (int) (queueFrames - (written - heard));
  }

  @Override
  public void write(float[][] stereo, int offset, int frames) {
    if (frames > room()) {
      throw new IllegalArgumentException("the line does not take " + frames + " frames now");
    }
    written += frames;
  }

  @Override
  public final void start() {
    advance();
    if (!running) {
      running = true;
      sinceNanos = nanoTime.getAsLong();
    }
  }

  @Override
  public final void stop() {
    advance();
    running = false;
  }

  @Override
  public void flush() {
    written = 0;
    heard = 0;
    sinceNanos = nanoTime.getAsLong();
  }

  @Override
  public final long heardFrames() {
    advance();
    return heard;
  }

  private void advance() {
    long now = nanoTime.getAsLong();
    if (!running) {
      return;
    }
    long frames = (long) ((now - sinceNanos) / NANOS_PER_SECOND * sampleRate);
    if (heard + frames >= written) {
      // the queue ran empty: the next frame starts at once
      heard = written;
      sinceNanos = now;
    } else {
      heard += frames;
      sinceNanos += (long) (frames / (double) sampleRate * NANOS_PER_SECOND);
    }
  }

  @Override
  public final String silence() {
    return silence;
  }

  @Override
  public void close() {
    running = false;
  }
}
