package org.audioprocessor.testing;

/** A short click that every rung's bandwidth holds, and where in a recording it is. */
public final class Click {
  private static final double WIDTH_SECONDS = 0.0006;
  private static final double HZ = 2200;

  private Click() {}

  private static double at(double seconds) {
    double x = seconds / WIDTH_SECONDS;
    return Math.exp(-x * x / 2) * Math.cos(2 * Math.PI * HZ * seconds);
  }

  /** Adds clicks at these times. */
  public static void add(float[][] planar, int rate, double amplitude, double... times) {
    for (double time : times) {
      int reach = (int) (6 * WIDTH_SECONDS * rate);
      int centre = (int) Math.round(time * rate);
      for (int i = Math.max(0, centre - reach); i <= centre + reach; i++) {
        for (float[] plane : planar) {
          plane[i] += (float) (amplitude * at(i / (double) rate - time));
        }
      }
    }
  }

  /** When the click that is expected around this time (± 3 ms) is heard, in seconds. */
  public static double find(float[] recording, int rate, double expected) {
    double best = expected;
    double most = Double.NEGATIVE_INFINITY;
    for (double step = 1e-4; step >= 1e-6; step /= 10) {
      double centre = best;
      for (int i = -30; i <= 30; i++) {
        double time = centre + i * step;
        double likeness = likeness(recording, rate, time);
        if (likeness > most) {
          most = likeness;
          best = time;
        }
      }
    }
    return best;
  }

  private static double likeness(float[] recording, int rate, double seconds) {
    double sum = 0;
    int centre = (int) Math.round(seconds * rate);
    int reach = (int) (5 * WIDTH_SECONDS * rate);
    for (int i = Math.max(0, centre - reach); i < Math.min(recording.length, centre + reach); i++) {
      sum += recording[i] * at(i / (double) rate - seconds);
    }
    return sum;
  }
}
