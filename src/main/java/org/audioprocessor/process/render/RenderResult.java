package org.audioprocessor.process.render;

import static java.util.Objects.requireNonNull;

import org.audioprocessor.loudness.plan.PlanSummary;
import org.audioprocessor.process.Certificate;
import org.audioprocessor.process.measure.Measured;
import org.audioprocessor.process.publish.Delivery;

/**
 * A track that was measured, rendered and found right. Its segments have gone to the sink, its M4A
 * lies where the order says.
 */
public record RenderResult(
    Measured measured, PlanSummary plan, Certificate certificate, Delivery delivery) {
  public RenderResult {
    requireNonNull(measured);
    requireNonNull(plan);
    requireNonNull(certificate);
    requireNonNull(delivery);
  }
}
