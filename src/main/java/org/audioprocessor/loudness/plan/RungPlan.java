package org.audioprocessor.loudness.plan;

/**
 * The input of one rung's encoder.
 *
 * @param gainDb applied to the source, after the plan's curve and before the limiter
 * @param ceilingDbtp of this rung's limiter
 * @param predictedLufs integrated loudness of the decoded rung
 * @param peakReductionDb the predicted maximum reduction of its limiter
 * @param bandHz what lies above is removed before the gain; {@link Double#MAX_VALUE} where the rest
 *     hardly counts
 * @param limit why the rung cannot have the plan's loudness
 */
public record RungPlan(
    double gainDb,
    double ceilingDbtp,
    double predictedLufs,
    double peakReductionDb,
    double bandHz,
    Limit limit) {
  /** A physical reason that ends the search for a gain. */
  public enum Limit {
    /** It can. */
    NONE,
    /** All of the sound lies above the rung's band. */
    CARRIES_NOTHING,
    /** The limiter takes what more gain would add. */
    PEAKS
  }

  /** A copy without the sound above a frequency. */
  public RungPlan below(double hz) {
    return new RungPlan(gainDb, ceilingDbtp, predictedLufs, peakReductionDb, hz, limit);
  }
}
