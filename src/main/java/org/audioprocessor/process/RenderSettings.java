package org.audioprocessor.process;

import org.audioprocessor.hls.Ladder;
import org.audioprocessor.loudness.plan.NormalisationPolicy;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.process.render.Encoder;

/**
 * Settings for the rendering of a track.
 *
 * @param segmentSeconds the requested duration of a segment, 2 to 30 s
 * @param quality whether excerpts of each rendition are compared with the source
 */
public record RenderSettings(
    Ladder ladder,
    double segmentSeconds,
    NormalisationPolicy policy,
    Encoder encoder,
    MediaLimits limits,
    boolean quality) {
  /** The values that the platform expects. */
  public static final RenderSettings DEFAULT =
      new RenderSettings(
          Ladder.DEFAULT, 10, NormalisationPolicy.DEFAULT, Encoder.BEST, MediaLimits.DEFAULT);

  /** Without figures of quality. */
  public RenderSettings(
      Ladder ladder,
      double segmentSeconds,
      NormalisationPolicy policy,
      Encoder encoder,
      MediaLimits limits) {
    this(ladder, segmentSeconds, policy, encoder, limits, false);
  }

  /** The same, with or without figures of quality. */
  public RenderSettings withQuality(boolean wanted) {
    return new RenderSettings(ladder, segmentSeconds, policy, encoder, limits, wanted);
  }
}
