package org.audioprocessor.quality.source;

import java.util.List;

/**
 * Gaps of 1 ms to 1 s whose both sides are at full level, and single clicks.
 *
 * <p>A note that a musician stops loses its level before the gap; a lost block does not. A click is
 * an impulse of a few samples that exceeds its surroundings of 10 ms by 23 dB on both sides.
 */
final class Interruptions {
  private static final double GAP_FROM = 0.001;
  private static final double GAP_TO = 1.0;
  private static final float EMPTY = 1e-4f;
  private static final double LOUD_POWER = 1e-5;
  private static final double STEADY = 0.04;
  private static final int REACH = 4;
  private static final double CLICK_RATIO = 14;
  private static final float CLICK_FLOOR = 0.03f;

  /** A click returns to the level from which it came, within this share of its height. */
  private static final float RETURN = 0.4f;

  /** More clicks a second than this are an instrument. */
  private static final double MOST_A_SECOND = 4;

  /** Some music contains clicks, so they alone count at most this much. */
  private static final int MOST_CLICKS = 2;

  private final int sampleRate;
  private final int near;
  private final int far;
  private final float[] ring;
  private int gap;
  private long gapStart;
  private boolean steadyBefore;
  private int after;
  private long gaps;
  private long clicks;
  private long firstFrame = -1;
  private long frame;
  private long candidate = -1;
  private float candidateSize;
  private double background;
  private double backgroundAfter;

  Interruptions(int sampleRate) {
    this.sampleRate = sampleRate;
    near = Math.max(8, sampleRate / 1_000);
    far = Math.max(64, sampleRate / 100);
    ring = new float[far];
  }

  /** One frame: the mean of the channels, and the largest magnitude in any of them. */
  void frame(float mean, float magnitude) {
    if (magnitude <= EMPTY) {
      if (gap++ == 0) {
        gapStart = frame;
        steadyBefore = after == 0 && steady(1);
      }
    } else {
      if (gap > GAP_FROM * sampleRate && gap < GAP_TO * sampleRate && steadyBefore) {
        after = far;
      }
      gap = 0;
    }
    click(mean);
    ring[(int) (frame % far)] = mean;
    frame++;
    if (after > 0 && --after == 0 && steady(-1)) {
      found(gapStart);
      gaps++;
    }
  }

  /** Whether the millisecond beside the gap is as loud as the 10 ms; 1 looks at the newest one. */
  private boolean steady(int side) {
    if (frame < far) {
      return false;
    }
    double all = 0;
    double edge = 0;
    for (int i = 0; i < far; i++) {
      long at = side > 0 ? frame - 1 - i : frame - far + i;
      double value = ring[(int) (at % far)];
      all += value * value;
      if (i < near) {
        edge += value * value;
      }
    }
    return all / far > LOUD_POWER && edge / near > STEADY * all / far;
  }

  /**
   * Compares the sample of four frames ago with the line between its neighbours at that distance.
   */
  private void click(float value) {
    int reach = REACH;
    float old = frame >= 2L * reach ? ring[(int) ((frame - 2L * reach) % far)] : 0;
    float middle = frame >= reach ? ring[(int) ((frame - reach) % far)] : 0;
    float deviation = Math.abs(middle - (value + old) / 2);
    long since = frame - candidate;
    if (candidate >= 0 && since > near) {
      backgroundAfter += deviation;
      if (since == far) {
        if (candidateSize > CLICK_RATIO * backgroundAfter / (far - near) && loud()) {
          clicks++;
          found(candidate);
        }
        candidate = -1;
      }
    } else if (candidate < 0
        && frame > far
        && gap == 0
        && deviation > CLICK_FLOOR
        && Math.abs(value - old) < RETURN * deviation
        && deviation > CLICK_RATIO * background
        && loud()) {
      candidate = frame;
      candidateSize = deviation;
      backgroundAfter = 0;
    }
    background += (deviation - background) * 3 / far;
  }

  /** Whether the last 10 ms are sound: an attack from silence is no click. */
  private boolean loud() {
    double all = 0;
    for (float value : ring) {
      all += value * value;
    }
    return all / far > LOUD_POWER;
  }

  private void found(long at) {
    if (firstFrame < 0) {
      firstFrame = at;
    }
  }

  void finish(List<SourceFinding> findings) {
    double seconds = (double) frame / sampleRate;
    boolean music = clicks > MOST_A_SECOND * Math.max(1, seconds);
    long counted = gaps + (music ? 0 : Math.min(clicks, MOST_CLICKS));
    if (counted > 0) {
      findings.add(
          new SourceFinding(
              FaultKind.DROPOUT,
              (double) firstFrame / sampleRate,
              counted,
              counted == 1
                  ? "The sound is interrupted once"
                  : "The sound is interrupted " + counted + " times"));
    }
  }
}
