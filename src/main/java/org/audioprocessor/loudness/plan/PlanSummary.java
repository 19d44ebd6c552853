package org.audioprocessor.loudness.plan;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * The figures and the sentence of a {@link GainPlan}.
 *
 * @param gainDb of the full-band signal
 * @param peakReductionDb the predicted maximum reduction of limiting; 0 if none
 * @param rangeReductionLu the predicted reduction of the range by a curve
 * @param shortfallLu how far the track stays below the target; empty if it does not
 * @param aimLufs the intended loudness of each rung; empty if the track cannot be measured
 * @param linear whether the plan is one constant gain
 * @param sentence the processing and its reason
 */
public record PlanSummary(
    double gainDb,
    double peakReductionDb,
    double rangeReductionLu,
    OptionalDouble shortfallLu,
    OptionalDouble aimLufs,
    boolean linear,
    String sentence) {
  public PlanSummary {
    requireNonNull(shortfallLu);
    requireNonNull(aimLufs);
    requireNonNull(sentence);
  }
}
