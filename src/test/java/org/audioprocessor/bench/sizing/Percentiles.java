package org.audioprocessor.bench.sizing;

/** Percentiles of many times in little memory: classes that grow by 1 %. */
final class Percentiles {
  private static final double LEAST_SECONDS = 0.1;
  private static final double GROWTH = Math.log(1.01);

  private final long[] counts = new long[2_000];
  private long count;

  void add(double seconds) {
    double classNumber = Math.log(Math.max(LEAST_SECONDS, seconds) / LEAST_SECONDS) / GROWTH;
    counts[(int) Math.min(counts.length - 1, classNumber)]++;
    count++;
  }

  long count() {
    return count;
  }

  /** The upper bound of the class in which the share is reached. */
  double at(double share) {
    long wanted = (long) Math.ceil(share * count);
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= wanted) {
        return LEAST_SECONDS * Math.exp((i + 1) * GROWTH);
      }
    }
    return Double.POSITIVE_INFINITY;
  }
}
