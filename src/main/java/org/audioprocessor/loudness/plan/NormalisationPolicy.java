package org.audioprocessor.loudness.plan;

import org.audioprocessor.loudness.LoudnessTarget;

/**
 * How far a plan may go to reach its target.
 *
 * @param target where to end up
 * @param maxGainDb the most a quiet recording is raised, 0 to 60
 * @param peaks what to do with peaks above the ceiling
 * @param limitAtMostDb how far peaks may stand above the ceiling once the track is at its target, 0
 *     to 30; beyond it the track stays quieter. What more gain takes that makes up for the loudness
 *     which limiting costs is not counted
 * @param range what to do with a range above the target
 */
public record NormalisationPolicy(
    LoudnessTarget target, double maxGainDb, Peaks peaks, double limitAtMostDb, Range range) {
  /** What to do with peaks above the ceiling. */
  public enum Peaks {
    /** Limit them. */
    LIMIT,
    /** Stay quieter. */
    HOLD_BACK
  }

  /** What to do with a loudness range above the target. */
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
