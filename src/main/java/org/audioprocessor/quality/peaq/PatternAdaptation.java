package org.audioprocessor.quality.peaq;

import static org.audioprocessor.quality.peaq.CriticalBands.COUNT;

/**
 * Level and pattern adaptation of one channel (clause 3.1): takes differences of level and slow
 * differences of timbre out of the excitation patterns, so that they do not count as noise.
 */
final class PatternAdaptation {
  private static final double[] SMOOTHING = CriticalBands.smoothing(0.050);
  private static final int BANDS_BELOW = 3;
  private static final int BANDS_ABOVE = 4;

  private final double[] smoothedReference = new double[COUNT];
  private final double[] smoothedTest = new double[COUNT];
  private final double[] products = new double[COUNT];
  private final double[] squares = new double[COUNT];
  private final double[] referenceRatio = new double[COUNT];
  private final double[] testRatio = new double[COUNT];
  private final double[] referenceCorrection = new double[COUNT];
  private final double[] testCorrection = new double[COUNT];

  /** E_P of the reference. */
  final double[] reference = new double[COUNT];

  /** E_P of the signal under test. */
  final double[] test = new double[COUNT];

  /** Takes the excitation patterns of the next frame; they are not changed. */
  void adapt(double[] referenceExcitation, double[] testExcitation) {
    double correction = levelCorrection(referenceExcitation, testExcitation);
    double referenceGain = correction > 1 ? 1 / correction : 1;
    double testGain = correction > 1 ? 1 : correction;
    for (int band = 0; band < COUNT; band++) {
      reference[band] = referenceExcitation[band] * referenceGain;
      test[band] = testExcitation[band] * testGain;
    }
    correlate();
    for (int band = 0; band < COUNT; band++) {
      double a = SMOOTHING[band];
      referenceCorrection[band] =
          a * referenceCorrection[band] + (1 - a) * neighbours(referenceRatio, band);
      testCorrection[band] = a * testCorrection[band] + (1 - a) * neighbours(testRatio, band);
      reference[band] *= referenceCorrection[band];
      test[band] *= testCorrection[band];
    }
  }

  /** Equations 42 to 45: what the test's power must be multiplied by. */
  private double levelCorrection(double[] referenceExcitation, double[] testExcitation) {
    double common = 0;
    double total = 0;
    for (int band = 0; band < COUNT; band++) {
      double a = SMOOTHING[band];
      smoothedReference[band] = a * smoothedReference[band] + (1 - a) * referenceExcitation[band];
      smoothedTest[band] = a * smoothedTest[band] + (1 - a) * testExcitation[band];
      common += Math.sqrt(smoothedReference[band] * smoothedTest[band]);
      total += smoothedTest[band];
    }
    return common / total * (common / total);
  }

  /** Equations 48 and 49. The internal noise keeps both sums above 0. */
  private void correlate() {
    for (int band = 0; band < COUNT; band++) {
      double a = SMOOTHING[band];
      products[band] = a * products[band] + test[band] * reference[band];
      squares[band] = a * squares[band] + reference[band] * reference[band];
      double ratio = products[band] / squares[band];
      referenceRatio[band] = Math.min(ratio, 1);
      testRatio[band] = Math.min(1 / ratio, 1);
    }
  }

  /** The mean over three bands below to four above, fewer at the ends (equations 50 and 51). */
  private static double neighbours(double[] ratios, int band) {
    int first = Math.max(0, band - BANDS_BELOW);
    int last = Math.min(COUNT - 1, band + BANDS_ABOVE);
    double sum = 0;
    for (int other = first; other <= last; other++) {
      sum += ratios[other];
    }
    return sum / (last - first + 1);
  }
}
