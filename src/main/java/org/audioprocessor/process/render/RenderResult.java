package org.audioprocessor.process.render;

import static java.util.Objects.requireNonNull;

import org.audioprocessor.loudness.plan.PlanSummary;
import org.audioprocessor.process.Certificate;
import org.audioprocessor.process.measure.Measured;
import org.audioprocessor.process.publish.Delivery;

/**
 * A track that was measured, rendered and verified. The sink has its segments; the M4A is at {@link
 * TrackOrder#m4a}.
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
