package org.audioprocessor.loudness.plan;

/**
 * The input of one rung's encoder.
 *
 * @param gainDb applied to the source, after the plan's curve and before the limiter
 * @param ceilingDbtp of this rung's limiter
 * @param predictedLufs integrated loudness of the decoded rung
 * @param peakReductionDb the predicted maximum reduction of its limiter
 */
public record RungPlan(
    double gainDb, double ceilingDbtp, double predictedLufs, double peakReductionDb) {}
