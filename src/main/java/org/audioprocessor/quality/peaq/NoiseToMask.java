package org.audioprocessor.quality.peaq;

import static org.audioprocessor.quality.peaq.CriticalBands.BINS;
import static org.audioprocessor.quality.peaq.CriticalBands.COUNT;

import java.util.OptionalDouble;

/** TotalNMR and RelDistFrames of one channel (clauses 4.5 and 4.6). */
public final class NoiseToMask {
  /** 1.5 dB: a frame with a band above it is disturbed. */
  private static final double DISTURBED = StrictMath.pow(10, 0.15);

  /** How far the masking threshold lies below the excitation, as a power ratio (equation 25). */
  private static final double[] MASKING = new double[COUNT];

  static {
    for (int band = 0; band < COUNT; band++) {
      double bark = band * CriticalBands.BARK;
      MASKING[band] = StrictMath.pow(10, (bark <= 12 ? 3 : 0.25 * bark) / 10);
    }
  }

  private final double[] noise = new double[BINS];
  private final double[] bands = new double[COUNT];
  private final BoundedMean ratios = new BoundedMean();
  private final BoundedMean disturbed = new BoundedMean();

  void frame(EarModel reference, EarModel test) {
    for (int bin = 0; bin < BINS; bin++) {
      double difference = Math.sqrt(reference.weighted[bin]) - Math.sqrt(test.weighted[bin]);
      noise[bin] = difference * difference;
    }
    CriticalBands.group(noise, bands);
    double sum = 0;
    double highest = 0;
    for (int band = 0; band < COUNT; band++) {
      double ratio = bands[band] * MASKING[band] / reference.excitation[band];
      sum += ratio;
      highest = Math.max(highest, ratio);
    }
    ratios.add(sum / COUNT, 1);
    disturbed.add(highest > DISTURBED ? 1 : 0, 1);
  }

  void mark() {
    ratios.mark();
    disturbed.mark();
  }

  /** In dB. */
  public OptionalDouble total() {
    OptionalDouble mean = ratios.value();
    return mean.isPresent() ? OptionalDouble.of(10 * Math.log10(mean.getAsDouble())) : mean;
  }

  /** 0 to 1. */
  public OptionalDouble disturbedFrames() {
    return disturbed.value();
  }
}
