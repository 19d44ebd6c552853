package org.audioprocessor.loudness.plan;

import org.audioprocessor.loudness.Decibels;
import org.audioprocessor.loudness.GatedHistogram;
import org.audioprocessor.loudness.LoudnessEnvelope;
import org.audioprocessor.loudness.LoudnessMeter;

/**
 * Designs the gain curve that narrows a loudness range by lifting its quiet passages.
 *
 * <p>The lift depends on the level of the surrounding 3 s: none at the 95th percentile and above,
 * the whole depth at the 10th and below, so that quiet passages keep their shape. Passages below
 * the −20 LU gate, the rise at the beginning and the fall at the end are not lifted. The curve is
 * the highest one within these limits that never changes by more than 2 dB a second.
 */
final class RangeCurve {
  static final double MOST_LIFT_DB = 6;

  /** With linear gain between knots, a slope of 1.95 never exceeds 2 dB a second. */
  private static final double SLOPE_DB_PER_SECOND = 1.95;

  private static final int HOPS_PER_KNOT = 10;
  private static final int HALF_WINDOW_KNOTS = 15;

  /** A fade continues while the level changes by at least 1 dB in each 4 s. */
  private static final double FADE_STEP_DB = 1;

  private static final int FADE_STEP_KNOTS = 40;

  private final double[] levelsLufs;
  private final double gateLufs;
  private final double quietLufs;
  private final double loudLufs;

  RangeCurve(LoudnessEnvelope envelope) {
    double[] meanSquares = surroundings(envelope);
    GatedHistogram histogram = new GatedHistogram();
    levelsLufs = new double[meanSquares.length];
    for (int knot = 0; knot < meanSquares.length; knot++) {
      histogram.add(meanSquares[knot]);
      levelsLufs[knot] = Decibels.lufs(Math.max(meanSquares[knot], Float.MIN_NORMAL));
    }
    double gate = LoudnessMeter.RANGE_GATE_LU;
    gateLufs = histogram.gateLufs(gate).orElse(0);
    quietLufs = histogram.percentileLufs(LoudnessMeter.RANGE_LOW, gate).orElse(0);
    loudLufs = histogram.percentileLufs(LoudnessMeter.RANGE_HIGH, gate).orElse(0);
  }

  /** The mean square of up to 3 s around each knot. */
  private static double[] surroundings(LoudnessEnvelope envelope) {
    int knots = envelope.hops() / HOPS_PER_KNOT + 1;
    double[] sums = new double[knots];
    for (int hop = 0; hop < envelope.hops(); hop++) {
      sums[hop / HOPS_PER_KNOT] += envelope.weightedMeanSquare(hop);
    }
    double[] means = new double[knots];
    for (int knot = 0; knot < knots; knot++) {
      int from = Math.max(0, knot - HALF_WINDOW_KNOTS);
      int to = Math.max(from + 1, Math.min(knots - 1, knot + HALF_WINDOW_KNOTS));
      double sum = 0;
      for (int i = from; i < to; i++) {
        sum += sums[i];
      }
      means[knot] = sum / (HOPS_PER_KNOT * (to - from));
    }
    return means;
  }

  /** The curve whose quietest passages are lifted by {@code depthDb}. */
  GainCurve lifting(double depthDb) {
    double[] knots = wishes(depthDb);
    double step = SLOPE_DB_PER_SECOND / GainCurve.KNOTS_PER_SECOND;
    for (int knot = 1; knot < knots.length; knot++) {
      knots[knot] = Math.min(knots[knot], knots[knot - 1] + step);
    }
    for (int knot = knots.length - 2; knot >= 0; knot--) {
      knots[knot] = Math.min(knots[knot], knots[knot + 1] + step);
    }
    return new GainCurve(knots);
  }

  private double[] wishes(double depthDb) {
    int first = riseEnd(1);
    int last = riseEnd(-1);
    double[] knots = new double[levelsLufs.length];
    double span = loudLufs - quietLufs;
    for (int knot = first; knot <= last && span > 0; knot++) {
      double level = levelsLufs[knot];
      double share = Math.clamp((loudLufs - level) / span, 0, 1);
      knots[knot] = level > gateLufs ? depthDb * share : 0;
    }
    return knots;
  }

  /** Walks inwards from the beginning (1) or the end (−1) for as long as the level rises. */
  private int riseEnd(int direction) {
    int knot = direction > 0 ? 0 : levelsLufs.length - 1;
    int ahead = 0;
    int at = knot;
    while (ahead < FADE_STEP_KNOTS) {
      at += direction;
      ahead++;
      if (at < 0 || at >= levelsLufs.length) {
        return knot;
      }
      if (levelsLufs[at] <= gateLufs || levelsLufs[at] >= levelsLufs[knot] + FADE_STEP_DB) {
        knot = at;
        ahead = 0;
      }
    }
    return knot;
  }
}
