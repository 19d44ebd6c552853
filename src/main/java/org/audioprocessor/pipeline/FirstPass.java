package org.audioprocessor.pipeline;

import org.audioprocessor.loudness.GainPlan;
import org.audioprocessor.loudness.LoudnessEnvelope;

/** What pass 1 found, and the loudness over time, which only a plan needs. */
record FirstPass(Measured measured, LoudnessEnvelope envelope) {
  GainPlan plan(RenderSettings settings) {
    return GainPlan.of(measured.loudness(), envelope, settings.policy());
  }
}
