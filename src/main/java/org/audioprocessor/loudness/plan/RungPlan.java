package org.audioprocessor.loudness.plan;

/**
 * What one rung's encoder is to be given.
 *
 * @param gainDb applied to the source, after the plan's curve and before the limiter
 * @param ceilingDbtp of this rung's limiter
 * @param predictedLufs integrated loudness of the decoded rung
 * @param peakReductionDb the most that its limiter is predicted to take away
 */
public record RungPlan(
    double gainDb, double ceilingDbtp, double predictedLufs, double peakReductionDb) {}
