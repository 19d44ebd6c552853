package org.audioprocessor.process.measure;

import java.util.Optional;
import org.audioprocessor.loudness.LoudnessEnvelope;
import org.audioprocessor.loudness.plan.GainPlan;
import org.audioprocessor.media.CoverPicture;
import org.audioprocessor.process.RenderSettings;

/** What pass 1 found, the loudness over time, which only a plan needs, and the file's cover. */
public record FirstPass(
    Measured measured, LoudnessEnvelope envelope, Optional<CoverPicture> cover) {
  public GainPlan plan(RenderSettings settings) {
    return GainPlan.of(measured.loudness(), envelope, settings.policy());
  }
}
