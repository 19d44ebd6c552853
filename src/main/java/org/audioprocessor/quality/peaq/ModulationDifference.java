package org.audioprocessor.quality.peaq;

import static org.audioprocessor.quality.peaq.CriticalBands.COUNT;

import java.util.OptionalDouble;

/** WinModDiff1, AvgModDiff1 and AvgModDiff2 of one channel (clause 4.2, equations 62 to 65). */
public final class ModulationDifference {
  /** Frames of the sliding mean of WinModDiff1, 85 ms (clause 5.2.1.3). */
  private static final int WINDOW = 4;

  private static final double LEVEL_WEIGHT = 100;
  private static final double[] NOISE = new double[COUNT];

  static {
    for (int band = 0; band < COUNT; band++) {
      NOISE[band] = LEVEL_WEIGHT * StrictMath.pow(CriticalBands.INTERNAL_NOISE[band], 0.3);
    }
  }

  private final BoundedMean first = new BoundedMean();
  private final BoundedMean second = new BoundedMean();
  private final BoundedMean windowed = new BoundedMean();
  private final double[] roots = new double[WINDOW];
  private long frames;

  void frame(Modulation reference, Modulation test) {
    double equal = 0;
    double asymmetric = 0;
    double weight = 0;
    for (int band = 0; band < COUNT; band++) {
      double before = reference.degree[band];
      double after = test.degree[band];
      double difference = Math.abs(after - before);
      equal += difference / (1 + before);
      asymmetric += (after >= before ? difference : 0.1 * difference) / (0.01 + before);
      double loudness = reference.averageLoudness[band];
      weight += loudness / (loudness + NOISE[band]);
    }
    double inPercent = 100 * equal / COUNT;
    first.add(inPercent, weight);
    second.add(100 * asymmetric / COUNT, weight);
    window(inPercent);
  }

  private void window(double difference) {
    roots[(int) (frames % WINDOW)] = Math.sqrt(difference);
    frames++;
    if (frames >= WINDOW) {
      double mean = (roots[0] + roots[1] + roots[2] + roots[3]) / WINDOW;
      windowed.add(mean * mean * mean * mean, 1);
    }
  }

  void mark() {
    first.mark();
    second.mark();
    windowed.mark();
  }

  public OptionalDouble average1() {
    return first.value();
  }

  public OptionalDouble average2() {
    return second.value();
  }

  public OptionalDouble windowed1() {
    OptionalDouble mean = windowed.value();
    return mean.isPresent() ? OptionalDouble.of(Math.sqrt(mean.getAsDouble())) : mean;
  }
}
