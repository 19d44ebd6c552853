package org.audioprocessor.pipeline;

import org.audioprocessor.loudness.PlanSummary;

/**
 * A published track.
 *
 * @param playlistKey where its multivariant playlist stands
 */
public record Published(
    Job job, Measured measured, PlanSummary plan, Certificate certificate, String playlistKey) {

  /** What was done about its loudness, and why, for people. */
  public String sentence() {
    return plan.sentence();
  }
}
