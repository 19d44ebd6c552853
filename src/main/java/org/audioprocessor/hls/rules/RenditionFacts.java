package org.audioprocessor.hls.rules;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One rung of a track.
 *
 * @param playlistText its media playlist, empty where it could not be had
 * @param segments in any order
 * @param decoded empty where nobody decoded it
 */
public record RenditionFacts(
    Optional<String> playlistText, List<SegmentFacts> segments, Optional<Decoded> decoded) {
  public RenditionFacts {
    segments = List.copyOf(segments);
  }

  /**
   * The whole rendition, decoded.
   *
   * @param samples per channel, with the priming and the lead
   * @param errors how many frames the decoder refused
   * @param measured empty where nobody measured it
   * @param musicStartSeconds after the first decoded sample, as heard (by an onset or a
   *     correlation); empty where nobody looked for it
   */
  public record Decoded(
      long samples, int errors, Optional<Measured> measured, OptionalDouble musicStartSeconds) {}

  /** A measurement; empty values are measured silence. */
  public record Measured(OptionalDouble integratedLufs, OptionalDouble truePeakDbtp) {}
}
