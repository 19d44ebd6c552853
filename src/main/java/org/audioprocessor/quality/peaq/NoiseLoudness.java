package org.audioprocessor.quality.peaq;

import static org.audioprocessor.quality.peaq.CriticalBands.COUNT;

import java.util.OptionalDouble;

/** RmsNoiseLoud of one channel: the partial loudness of what was added (clause 4.3). */
public final class NoiseLoudness {
  private static final double ALPHA = 1.5;
  private static final double THRESHOLD_FACTOR = 0.15;
  private static final double THRESHOLD_OFFSET = 0.5;
  private static final double EXPONENT = 0.23;

  private final BoundedMean squares = new BoundedMean();

  void frame(PatternAdaptation adapted, Modulation reference, Modulation test) {
    double sum = 0;
    for (int band = 0; band < COUNT; band++) {
      double referenceFactor = THRESHOLD_FACTOR * reference.degree[band] + THRESHOLD_OFFSET;
      double testFactor = THRESHOLD_FACTOR * test.degree[band] + THRESHOLD_OFFSET;
      double before = adapted.reference[band];
      double after = adapted.test[band];
      double added = testFactor * after - referenceFactor * before;
      if (added > 0) {
        double noise = CriticalBands.INTERNAL_NOISE[band];
        double masking = Math.exp(-ALPHA * (after - before) / before);
        double ratio = 1 + added / (noise + referenceFactor * before * masking);
        sum += Math.pow(noise / testFactor, EXPONENT) * (Math.pow(ratio, EXPONENT) - 1);
      }
    }
    double loudness = sum * 24 / COUNT;
    squares.add(loudness * loudness, 1);
  }

  void mark() {
    squares.mark();
  }

  public OptionalDouble rms() {
    OptionalDouble mean = squares.value();
    return mean.isPresent() ? OptionalDouble.of(Math.sqrt(mean.getAsDouble())) : mean;
  }
}
