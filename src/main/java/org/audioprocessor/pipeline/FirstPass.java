package org.audioprocessor.pipeline;

import java.util.Optional;
import org.audioprocessor.loudness.GainPlan;
import org.audioprocessor.loudness.LoudnessEnvelope;
import org.audioprocessor.media.CoverPicture;

/** What pass 1 found, the loudness over time, which only a plan needs, and the file's cover. */
record FirstPass(Measured measured, LoudnessEnvelope envelope, Optional<CoverPicture> cover) {
  GainPlan plan(RenderSettings settings) {
    return GainPlan.of(measured.loudness(), envelope, settings.policy());
  }
}
