package org.audioprocessor.hls.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.hls.Timeline;
import org.jspecify.annotations.Nullable;

/** Collects the facts about a track, in any order and from any thread. */
public final class TrackFactsBuilder {
  private Ladder ladder;
  private final Map<Rung, List<SegmentFacts>> segments = new HashMap<>();
  private final Map<Rung, String> playlists = new HashMap<>();
  private final Map<Rung, RenditionFacts.Decoded> decoded = new HashMap<>();
  private final List<DeliveryFacts.Stored> objects = new ArrayList<>();
  private OptionalDouble sourceSeconds = OptionalDouble.empty();
  private @Nullable Timeline timeline;
  private @Nullable String multivariantText;
  private @Nullable Set<String> existing;
  private @Nullable Set<String> earlier;
  private @Nullable List<String> putOrder;

  TrackFactsBuilder(Ladder ladder) {
    this.ladder = ladder;
  }

  /** The ladder that the track itself states, instead of the one it was begun with. */
  public synchronized TrackFactsBuilder ladder(Ladder stated) {
    ladder = stated;
    return this;
  }

  /** The source's duration. */
  public synchronized TrackFactsBuilder sourceSeconds(double seconds) {
    sourceSeconds = OptionalDouble.of(seconds);
    return this;
  }

  /** The track's timeline, which also supplies {@link #sourceSeconds} if that is not set. */
  public synchronized TrackFactsBuilder timeline(Timeline plan) {
    timeline = plan;
    return this;
  }

  /** The multivariant playlist's text. */
  public synchronized TrackFactsBuilder multivariantPlaylist(String text) {
    multivariantText = text;
    return this;
  }

  /** A rung's media playlist's text. */
  public synchronized TrackFactsBuilder mediaPlaylist(Rung rung, String text) {
    playlists.put(rung, text);
    return this;
  }

  /** Adds a segment of a rung. */
  public synchronized TrackFactsBuilder segment(Rung rung, SegmentFacts facts) {
    segments.computeIfAbsent(rung, any -> new ArrayList<>()).add(facts);
    return this;
  }

  /** The decoded audio of a rung. */
  public synchronized TrackFactsBuilder decoded(Rung rung, RenditionFacts.Decoded facts) {
    decoded.put(rung, facts);
    return this;
  }

  /** Adds a planned or found object. */
  public synchronized TrackFactsBuilder object(DeliveryFacts.Stored stored) {
    objects.add(stored);
    return this;
  }

  /** All existing or planned paths below the track's folder. */
  public synchronized TrackFactsBuilder existing(Collection<String> paths) {
    existing = Set.copyOf(paths);
    return this;
  }

  /** All paths of earlier generations and tries; empty for a new track. */
  public synchronized TrackFactsBuilder earlier(Collection<String> paths) {
    earlier = Set.copyOf(paths);
    return this;
  }

  /** The paths in the order of writing. */
  public synchronized TrackFactsBuilder putOrder(List<String> paths) {
    putOrder = List.copyOf(paths);
    return this;
  }

  /** Returns the facts collected so far. */
  public synchronized TrackFacts build() {
    Map<Rung, RenditionFacts> renditions = new HashMap<>();
    for (Rung rung : ladder.rungs()) {
      renditions.put(
          rung,
          new RenditionFacts(
              Optional.ofNullable(playlists.get(rung)),
              segments.getOrDefault(rung, List.of()),
              Optional.ofNullable(decoded.get(rung))));
    }
    DeliveryFacts delivery =
        new DeliveryFacts(
            objects,
            Optional.ofNullable(existing),
            Optional.ofNullable(earlier),
            Optional.ofNullable(putOrder));
    return new TrackFacts(
        new TrackFacts.Intent(ladder, duration(), Optional.ofNullable(timeline)),
        Optional.ofNullable(multivariantText),
        renditions,
        delivery);
  }

  private OptionalDouble duration() {
    return sourceSeconds.isEmpty() && timeline != null
        ? OptionalDouble.of(timeline.seconds() - ladder.slowestFrameSeconds())
        : sourceSeconds;
  }
}
