package org.audioprocessor.loudness.plan;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * What a {@link GainPlan} says about a track, without the means to carry it out.
 *
 * @param gainDb of the full-band signal
 * @param peakReductionDb the most that limiting is predicted to take away; 0 if nothing
 * @param rangeReductionLu by how much the range is predicted to shrink where a curve is used
 * @param shortfallLu by how much the track stays below the target, where it does
 * @param aimLufs the loudness that each rung is meant to have; empty where nothing can be measured
 * @param linear whether one constant gain is all
 * @param sentence what is done and why, for people
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
