package org.audioprocessor.quality.peaq;

import static org.audioprocessor.quality.peaq.CriticalBands.COUNT;

/** The modulation of the envelopes of one channel of one signal (clause 3.2). */
final class Modulation {
  private static final double[] SMOOTHING = CriticalBands.smoothing(0.050);
  private static final double FRAMES_PER_SECOND =
      (double) CriticalBands.SAMPLE_RATE / CriticalBands.HOP;

  private final double[] previous = new double[COUNT];
  private final double[] change = new double[COUNT];

  /** The smoothed simplified loudness. */
  final double[] averageLoudness = new double[COUNT];

  /** Mod[k], per second. */
  final double[] degree = new double[COUNT];

  /** Takes E_2 of the next frame. */
  void frame(double[] unsmeared) {
    for (int band = 0; band < COUNT; band++) {
      double a = SMOOTHING[band];
      double loudness = Math.pow(unsmeared[band], 0.3);
      double speed = FRAMES_PER_SECOND * Math.abs(loudness - previous[band]);
      previous[band] = loudness;
      change[band] = a * change[band] + (1 - a) * speed;
      averageLoudness[band] = a * averageLoudness[band] + (1 - a) * loudness;
      degree[band] = change[band] / (1 + averageLoudness[band] / 0.3);
    }
  }
}
