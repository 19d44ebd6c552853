package org.audioprocessor.loudness;

/**
 * Measures the constant offset of one channel and its energy below hearing, from the means of
 * quarter hops. For one thread.
 */
final class OffsetMeter {
  private static final double STEPS_PER_SECOND =
      LoudnessEnvelope.QUARTERS * HopWindow.HOPS_PER_SECOND;

  /** Two equal poles: infrasound passes, 40 Hz is 24 dB down. */
  private static final double SMOOTHING = 1 - Math.exp(-2 * Math.PI * 10 / STEPS_PER_SECOND);

  /** The filter has settled on an offset. */
  private static final int SETTLED_STEPS = (int) (0.2 * STEPS_PER_SECOND);

  private double sum;
  private long frames;
  private long steps;
  private double first;
  private double slow;
  private double slowSum;
  private double slowSquares;
  private long slowSteps;
  private double squares;

  /** The next quarter hop. */
  void add(double stepSum, int stepFrames) {
    double mean = stepSum / stepFrames;
    sum += stepSum;
    frames += stepFrames;
    squares += mean * mean;
    if (steps == 0) {
      first = mean;
      slow = mean;
    }
    first += (mean - first) * SMOOTHING;
    slow += (first - slow) * SMOOTHING;
    if (++steps > SETTLED_STEPS) {
      slowSum += slow;
      slowSquares += slow * slow;
      slowSteps++;
    }
  }

  /** The mean of all samples. */
  double offset() {
    return frames == 0 ? 0 : sum / frames;
  }

  /** Mean power below hearing, without the offset. */
  double infrasoundPower() {
    if (slowSteps == 0) {
      return 0;
    }
    double mean = slowSum / slowSteps;
    return Math.max(0, slowSquares / slowSteps - mean * mean);
  }

  /** Mean power below some 150 Hz, without the offset. */
  double bassPower() {
    return steps == 0 ? 0 : Math.max(0, squares / steps - offset() * offset());
  }
}
