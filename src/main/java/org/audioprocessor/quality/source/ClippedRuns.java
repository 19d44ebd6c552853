package org.audioprocessor.quality.source;

/**
 * Runs of equal samples at the largest magnitude of one channel.
 *
 * <p>A run counts if it has at least three samples and the signal approaches and leaves it
 * gradually. The steep edges of a square wave therefore do not count.
 */
final class ClippedRuns {
  private static final int SHORTEST = 3;
  private static final float QUIETEST = 0.05f;

  /** A run is at the maximum within this share. */
  private static final float AT_MAXIMUM = 0.999f;

  /** Largest step into and out of a run, as a share of its level. */
  private static final float LARGEST_STEP = 0.6f;

  private float maximum = QUIETEST;
  private float previous;
  private float beforeRun;
  private int run;
  private long clipped;
  private long firstFrame = -1;

  void sample(float value, long frame) {
    if (value == previous && run > 0) {
      run++;
    } else {
      if (run >= SHORTEST) {
        end(value, frame - run);
      }
      beforeRun = previous;
      run = Math.abs(value) >= maximum * AT_MAXIMUM ? 1 : 0;
      if (Math.abs(value) * AT_MAXIMUM > maximum) {
        clipped = 0;
        firstFrame = -1;
      }
      maximum = Math.max(maximum, Math.abs(value));
    }
    previous = value;
  }

  private void end(float next, long frame) {
    float step = Math.abs(previous) * LARGEST_STEP;
    if (Math.abs(previous) >= maximum * AT_MAXIMUM
        && Math.abs(previous - beforeRun) <= step
        && Math.abs(previous - next) <= step) {
      clipped += run;
      if (firstFrame < 0) {
        firstFrame = frame;
      }
    }
  }

  long clipped() {
    return clipped;
  }

  /** The first clipped frame, −1 if there is none. */
  long firstFrame() {
    return firstFrame;
  }

  /** The level at which the signal is clipped. */
  float level() {
    return maximum;
  }
}
