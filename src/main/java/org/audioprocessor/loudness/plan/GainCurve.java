package org.audioprocessor.loudness.plan;

import org.audioprocessor.loudness.Decibels;

/** A slow gain over the time of a track, which lifts quiet passages. Immutable. */
public final class GainCurve {
  static final double KNOTS_PER_SECOND = 10;

  /** No gain anywhere. */
  public static final GainCurve FLAT = new GainCurve(new double[] {0});

  private final float[] gainsDb;
  private final float[] gains;

  /** Gains at 0, 0.1, 0.2 … s; the last one applies until the end. */
  GainCurve(double[] knotsDb) {
    gainsDb = new float[knotsDb.length];
    gains = new float[knotsDb.length];
    for (int knot = 0; knot < knotsDb.length; knot++) {
      gainsDb[knot] = (float) knotsDb[knot];
      gains[knot] = knotsDb[knot] == 0 ? 1 : (float) Decibels.toAmplitude(knotsDb[knot]);
    }
  }

  /** Returns whether {@link #apply} changes nothing. */
  public boolean isFlat() {
    return maxGainDb() == 0;
  }

  /** The largest lift in dB. */
  public double maxGainDb() {
    float highest = 0;
    for (float gainDb : gainsDb) {
      highest = Math.max(highest, gainDb);
    }
    return highest;
  }

  /** The gain in dB at a time of the track. */
  public double gainDbAt(double seconds) {
    return Decibels.ofAmplitude(gainAt(seconds));
  }

  double gainAt(double seconds) {
    double position = seconds * KNOTS_PER_SECOND;
    int knot = (int) position;
    float from = gains[Math.min(knot, gains.length - 1)];
    float to = gains[Math.min(knot + 1, gains.length - 1)];
    return from + (to - from) * (position - knot);
  }

  /**
   * Multiplies {@code frames} frames from {@code offset} in place; between two knots, 0.1 s and at
   * most 0.2 dB apart, the gain runs in a straight line.
   *
   * @param firstFrame where the block's first frame lies in the track
   */
  public void apply(float[][] planar, int offset, int frames, long firstFrame, int sampleRate) {
    long frame = firstFrame;
    int position = offset;
    while (position < offset + frames) {
      long knot = frame * (long) KNOTS_PER_SECOND / sampleRate;
      long next = -Math.floorDiv(-(knot + 1) * sampleRate, (long) KNOTS_PER_SECOND);
      int count = (int) Math.min(offset + frames - position, next - frame);
      applyBetweenKnots(planar, position, count, frame, sampleRate);
      position += count;
      frame += count;
    }
  }

  private void applyBetweenKnots(
      float[][] planar, int offset, int frames, long frame, int sampleRate) {
    long knot = frame * (long) KNOTS_PER_SECOND / sampleRate;
    float from = gains[(int) Math.min(knot, gains.length - 1)];
    float to = gains[(int) Math.min(knot + 1, gains.length - 1)];
    if (from == 1 && to == 1) {
      return;
    }
    float slope = (float) ((to - from) * KNOTS_PER_SECOND / sampleRate);
    double framesPerKnot = sampleRate / KNOTS_PER_SECOND;
    float first = (float) (frame - knot * framesPerKnot);
    for (float[] samples : planar) {
      for (int i = 0; i < frames; i++) {
        samples[offset + i] *= from + slope * (first + i);
      }
    }
  }
}
