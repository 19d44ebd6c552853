package org.audioprocessor.quality.peaq;

import static org.audioprocessor.quality.peaq.CriticalBands.COUNT;

import java.util.OptionalDouble;

/** ADB and MFPD: how probably the difference is heard, by both ears together (clause 4.7). */
public final class Detection {
  private static final double DECIBELS = 10 / StrictMath.log(10);
  private static final double LN_2 = StrictMath.log(2);
  private static final double NEVER = 1e30;
  private static final double FILTER = 0.9;

  /** What ADB is where no step above the threshold was counted (clause 4.7.2). */
  private static final double NO_STEPS = -0.5;

  private final BoundedMean steps = new BoundedMean();
  private double filtered;
  private double highest;
  private double markedHighest;

  public void frame(ChannelPair left, ChannelPair right) {
    double undetected = 1;
    double sum = 0;
    for (int band = 0; band < COUNT; band++) {
      double a = level(left.reference, band);
      double b = level(left.test, band);
      double c = level(right.reference, band);
      double d = level(right.test, band);
      double leftStep = step(a, b);
      double rightStep = step(c, d);
      undetected *= Math.min(undetected(a - b, leftStep), undetected(c - d, rightStep));
      sum += Math.max(wholeDecibels(a - b) / leftStep, wholeDecibels(c - d) / rightStep);
    }
    double probability = 1 - undetected;
    if (probability > 0.5) {
      steps.add(sum, 1);
    }
    filtered = FILTER * filtered + (1 - FILTER) * probability;
    highest = Math.max(highest, filtered);
  }

  private static double level(EarModel ear, int band) {
    return DECIBELS * Math.log(ear.excitation[band]);
  }

  /** The difference that is detected in half of the cases, dB (equations 73 and 74). */
  private static double step(double reference, double test) {
    double level = 0.3 * Math.max(reference, test) + 0.7 * test;
    return level <= 0
        ? NEVER
        : 5.95072 * Math.pow(6.39468 / level, 1.71332)
            + level
                * (level * (level * (level * 9.01033e-11 + 5.05622e-6) - 0.00102438) + 0.0550197)
            - 0.198719;
  }

  /** 1 − p, where p = 1 − 0.5^((e / s)^b) (equations 75 to 77). */
  private static double undetected(double excess, double step) {
    double square = excess / step * (excess / step);
    double power = excess > 0 ? square * square : square * square * square;
    return Math.exp(-LN_2 * power);
  }

  /** |INT(e)| (equation 78), rounded towards 0. */
  private static double wholeDecibels(double excess) {
    return Math.floor(Math.abs(excess));
  }

  public void mark() {
    steps.mark();
    markedHighest = highest;
  }

  /** ADB: log10 of the mean of the steps above threshold in frames that are probably heard. */
  public double averageDistortedBlock() {
    OptionalDouble mean = steps.value();
    if (mean.isEmpty()) {
      return 0;
    }
    return mean.getAsDouble() == 0 ? NO_STEPS : Math.log10(mean.getAsDouble());
  }

  /** MFPD, 0 to 1: the maximum of the smoothed probability. */
  public double maximumFiltered() {
    return markedHighest;
  }
}
