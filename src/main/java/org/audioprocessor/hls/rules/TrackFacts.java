package org.audioprocessor.hls.rules;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.hls.Timeline;

/**
 * All facts that the rules check, before publication or read back from a store.
 *
 * @param multivariantText the multivariant playlist, empty if it could not be read
 */
public record TrackFacts(
    Intent intent,
    Optional<String> multivariantText,
    Map<Rung, RenditionFacts> renditions,
    DeliveryFacts delivery) {
  public TrackFacts {
    renditions = Map.copyOf(renditions);
  }

  /**
   * The plan of the track.
   *
   * @param sourceSeconds the source's duration, if known
   * @param timeline the planned positions; empty for a track that is read back
   */
  public record Intent(Ladder ladder, OptionalDouble sourceSeconds, Optional<Timeline> timeline) {}

  /** Starts collecting. */
  public static TrackFactsBuilder of(Ladder ladder) {
    return new TrackFactsBuilder(ladder);
  }
}
