package org.audioprocessor.hls.rules;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One rung of a track.
 *
 * @param playlistText its media playlist, empty if it could not be read
 * @param segments in any order
 * @param decoded empty if it was not decoded
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
   * @param errors number of frames that the decoder rejected
   * @param measured empty if it was not measured
   * @param musicStartSeconds from the first decoded sample to the music (by onset or correlation);
   *     empty if not determined
   */
  public record Decoded(
      long samples, int errors, Optional<Measured> measured, OptionalDouble musicStartSeconds) {}

  /** A measurement; empty values are measured silence. */
  public record Measured(OptionalDouble integratedLufs, OptionalDouble truePeakDbtp) {}
}
