package org.audioprocessor.preview.navigation;

import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.audioprocessor.loudness.LoudnessMeter;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.preview.PcmSource;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.StereoStream;

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
}
