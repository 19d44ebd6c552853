package org.audioprocessor.preview.navigation;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.audioprocessor.loudness.LoudnessMeter;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.preview.PcmSource;
import org.audioprocessor.preview.PcmSource.StereoStream;
import org.audioprocessor.preview.PlaybackException;

/** Decodes a whole source once and traces its loudness over time. */
public final class LoudnessScan {
  private static final double FIRST_STEP_SECONDS = 0.1;

  private final StereoStream stream;
  private final int sampleRate;
  private final LoudnessMeter meter;
  private final float[] shortTermLufs = new float[LoudnessTrace.MOST_POINTS];
  private double stepSeconds = FIRST_STEP_SECONDS;
  private int points;
  private long frame;
  private long musicFrames;

  private LoudnessScan(StereoStream stream) {
    this.stream = stream;
    sampleRate = stream.sampleRate();
    meter = LoudnessMeter.stereo(sampleRate);
    frame = stream.firstFrame();
  }

  /**
   * Scans a source, which takes seconds.
   *
   * @param cancelled polled often
   * @throws InterruptedException also if it was cancelled
   */
  public static LoudnessTrace of(PcmSource source, BooleanSupplier cancelled)
      throws PlaybackException, InterruptedException {
    try (StereoStream stream = source.open(0)) {
      return new LoudnessScan(stream).run(cancelled);
    }
  }

  private LoudnessTrace run(BooleanSupplier cancelled)
      throws PlaybackException, InterruptedException {
    AudioBlock block = new AudioBlock();
    while (stream.read(block)) {
      if (cancelled.getAsBoolean() || Thread.interrupted()) {
        throw new InterruptedException("the scan was cancelled");
      }
      int from = Math.clamp(-frame, 0, block.frames());
      hear(block.samples(), from, block.frames());
      frame += block.frames();
    }
    return new LoudnessTrace(shortTermLufs, points, stepSeconds);
  }

  private void hear(float[][] stereo, int from, int to) {
    int at = from;
    while (at < to) {
      int count = (int) Math.min(to - at, nextPointFrame() - musicFrames);
      meter.feed(stereo, at, count);
      at += count;
      musicFrames += count;
      if (musicFrames == nextPointFrame()) {
        add(meter.snapshot().shortTermLufs());
      }
    }
  }

  private long nextPointFrame() {
    return Math.round((points + 1) * stepSeconds * sampleRate);
  }

  private void add(OptionalDouble lufs) {
    shortTermLufs[points] = (float) lufs.orElse(Double.NaN);
    points++;
    if (points == shortTermLufs.length) {
      halve();
    }
  }

  /** Keeps every second point, at the end of a step of double length. */
  private void halve() {
    points /= 2;
    for (int point = 0; point < points; point++) {
      shortTermLufs[point] = shortTermLufs[2 * point + 1];
    }
    stepSeconds *= 2;
  }

  /**
   * Short-term loudness over a track (EBU Tech 3341, windows of 3 s), each point at the middle of
   * its window. It has at most {@link #MOST_POINTS} points for any duration.
   */
  public static final class LoudnessTrace {
    static final int MOST_POINTS = 2000;
    static final double WINDOW_SECONDS = 3;

    /** NaN means no value; internal only. */
    private final float[] shortTermLufs;

    private final double stepSeconds;

    LoudnessTrace(float[] shortTermLufs, int points, double stepSeconds) {
      this.shortTermLufs = Arrays.copyOf(shortTermLufs, points);
      this.stepSeconds = stepSeconds;
    }

    /** 0 for a track that is shorter than a window. */
    public int points() {
      return shortTermLufs.length;
    }

    /** Time of a point, in seconds of music. */
    public double seconds(int point) {
      return (point + 1) * stepSeconds - WINDOW_SECONDS / 2;
    }

    /** Loudness at a point; empty before the first full window, and in silence. */
    public OptionalDouble shortTermLufs(int point) {
      float lufs = shortTermLufs[point];
      return Float.isNaN(lufs) ? OptionalDouble.empty() : OptionalDouble.of(lufs);
    }
  }
}
