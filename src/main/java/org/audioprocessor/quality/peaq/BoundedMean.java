package org.audioprocessor.quality.peaq;

import java.util.OptionalDouble;

/**
 * A weighted mean up to the last mark: frames after the last one that counts as data leave no trace
 * (data boundary, clause 5.2.4.4).
 */
final class BoundedMean {
  private double sum;
  private double weights;
  private double markedSum;
  private double markedWeights;

  void add(double value, double weight) {
    sum += value * weight;
    weights += weight;
  }

  void mark() {
    markedSum = sum;
    markedWeights = weights;
  }

  /** Empty if nothing of any weight was added before the last mark. */
  OptionalDouble value() {
    return markedWeights > 0
        ? OptionalDouble.of(markedSum / markedWeights)
        : OptionalDouble.empty();
  }
}
