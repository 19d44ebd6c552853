package org.audioprocessor.hls.rules;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.hls.Timeline;

/**
 * Everything that the rules look at, before publication or read back from a store.
 *
 * @param multivariantText the multivariant playlist, empty where it could not be had
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
   * What was to be made.
   *
   * @param sourceSeconds the source's duration, where known
   * @param timeline where each packet was planned; empty for a track that is read back
   */
  public record Intent(Ladder ladder, OptionalDouble sourceSeconds, Optional<Timeline> timeline) {}

  /** Starts collecting. */
  public static TrackFactsBuilder of(Ladder ladder) {
    return new TrackFactsBuilder(ladder);
  }
}
