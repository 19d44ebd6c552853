package org.audioprocessor.loudness.plan;

import org.audioprocessor.loudness.LoudnessTarget;

/**
 * The limits of a gain plan.
 *
 * @param target the target of the normalisation
 * @param maxGainDb the maximum gain for a quiet recording, 0 to 60
 * @param peaks the treatment of peaks above the ceiling
 * @param limitAtMostDb the maximum height of peaks above the ceiling at the target loudness, 0 to
 *     30; with higher peaks the track stays quieter. The additional gain that compensates for the
 *     loss by limiting does not count
 * @param range the treatment of a range above the target
 */
public record NormalisationPolicy(
    LoudnessTarget target, double maxGainDb, Peaks peaks, double limitAtMostDb, Range range) {
  /** The treatment of peaks above the ceiling. */
  public enum Peaks {
    /** Limit them. */
    LIMIT,
    /** Stay quieter. */
    HOLD_BACK
  }

  /** The treatment of a loudness range above the target. */
  public enum Range {
    /** Lift quiet passages slowly. */
    REDUCE,
    /** Leave it. */
    KEEP
  }

  /** The default target, at most +20 dB, peaks limited by at most 9 dB, range reduced. */
  public static final NormalisationPolicy DEFAULT =
      new NormalisationPolicy(LoudnessTarget.DEFAULT, 20, Peaks.LIMIT, 9, Range.REDUCE);

  public NormalisationPolicy {
    LoudnessTarget.requireWithin("The highest gain", maxGainDb, 0, 60, "dB");
    LoudnessTarget.requireWithin("The most that peaks are limited by", limitAtMostDb, 0, 30, "dB");
  }

  double allowedReductionDb() {
    return peaks == Peaks.HOLD_BACK ? 0 : limitAtMostDb;
  }
}
