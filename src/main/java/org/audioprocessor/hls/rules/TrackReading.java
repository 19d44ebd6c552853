package org.audioprocessor.hls.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.audioprocessor.hls.Bandwidth;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.hls.MediaPlaylist;
import org.audioprocessor.hls.MultivariantPlaylist;
import org.audioprocessor.hls.PlaylistException;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.hls.Timeline;
import org.jspecify.annotations.Nullable;

/** The facts about a track, with parsed playlists and the segments in playing order. */
final class TrackReading {
  private final TrackFacts facts;
  private final @Nullable MultivariantPlaylist multivariant;
  private final String multivariantFault;
  private final List<RungReading> rungs = new ArrayList<>();
  private final List<String> mediaFaults = new ArrayList<>();

  /**
   * A rung whose playlist could be read.
   *
   * @param segments the existing listed segments, by name, in playing order
   */
  record RungReading(
      Rung rung, MediaPlaylist playlist, Map<String, SegmentFacts> segments, RenditionFacts facts) {
    String path(String name) {
      return rung.name() + "/" + name;
    }

    /** All listed segments. */
    List<SegmentFacts> complete() throws UnknownFact {
      if (segments.size() < playlist.entries().size()) {
        throw new UnknownFact("Not every segment of '" + rung.name() + "' could be read.");
      }
      return List.copyOf(segments.values());
    }

    /** All listed segments, each with a timestamp. */
    List<SegmentFacts> timed() throws UnknownFact {
      List<SegmentFacts> complete = complete();
      if (complete.stream().anyMatch(segment -> segment.audio().firstPts90k() < 0)) {
        throw new UnknownFact("A segment of '" + rung.name() + "' has no timestamp.");
      }
      return complete;
    }

    Bandwidth measured() throws UnknownFact {
      List<Bandwidth.Sent> sent = new ArrayList<>();
      List<SegmentFacts> complete = complete();
      for (int i = 0; i < complete.size(); i++) {
        sent.add(
            new Bandwidth.Sent(complete.get(i).sizeBytes(), playlist.entries().get(i).seconds()));
      }
      if (!(playlist.seconds() > 0)) {
        throw new UnknownFact("The playlist of '" + rung.name() + "' has no duration.");
      }
      return Bandwidth.measure(sent, playlist.targetDuration());
    }

    RenditionFacts.Decoded decoded() throws UnknownFact {
      return facts
          .decoded()
          .orElseThrow(() -> new UnknownFact("'" + rung.name() + "' was not decoded."));
    }
  }

  TrackReading(TrackFacts facts) {
    this.facts = facts;
    MultivariantPlaylist parsed = null;
    String fault = "";
    try {
      parsed =
          MultivariantPlaylist.parse(
              facts
                  .multivariantText()
                  .orElseThrow(() -> new PlaylistException("There is no multivariant playlist.")));
    } catch (PlaylistException unreadable) {
      fault = sentence(unreadable);
    }
    this.multivariant = parsed;
    this.multivariantFault = fault;
    facts.intent().ladder().rungs().forEach(this::read);
  }

  private void read(Rung rung) {
    RenditionFacts rendition =
        facts
            .renditions()
            .getOrDefault(rung, new RenditionFacts(Optional.empty(), List.of(), Optional.empty()));
    try {
      MediaPlaylist playlist =
          MediaPlaylist.parse(
              rendition
                  .playlistText()
                  .orElseThrow(() -> new PlaylistException("There is no playlist.")));
      rungs.add(new RungReading(rung, playlist, listed(playlist, rendition), rendition));
    } catch (PlaylistException unreadable) {
      mediaFaults.add(rung.name() + ": " + sentence(unreadable));
    }
  }

  private static Map<String, SegmentFacts> listed(
      MediaPlaylist playlist, RenditionFacts rendition) {
    Map<String, SegmentFacts> byName = new LinkedHashMap<>();
    rendition.segments().forEach(segment -> byName.put(segment.name(), segment));
    Map<String, SegmentFacts> listed = new LinkedHashMap<>();
    for (MediaPlaylist.Entry entry : playlist.entries()) {
      SegmentFacts segment = byName.get(entry.uri());
      if (segment != null) {
        listed.put(entry.uri(), segment);
      }
    }
    return listed;
  }

  private static String sentence(PlaylistException unreadable) {
    return String.valueOf(unreadable.getMessage());
  }

  TrackFacts facts() {
    return facts;
  }

  Ladder ladder() {
    return facts.intent().ladder();
  }

  Optional<Timeline> timeline() {
    return facts.intent().timeline();
  }

  /** Why the multivariant playlist cannot be read; empty if it can. */
  List<String> multivariantFaults() {
    return multivariant == null ? List.of(multivariantFault) : List.of();
  }

  /** Why rungs cannot be read, as sentences. */
  List<String> mediaFaults() {
    return mediaFaults;
  }

  MultivariantPlaylist multivariant() throws UnknownFact {
    if (multivariant == null) {
      throw new UnknownFact(multivariantFault);
    }
    return multivariant;
  }

  /** The rungs whose playlists could be read. */
  List<RungReading> readable() {
    return rungs;
  }

  /** All rungs of the ladder. */
  List<RungReading> all() throws UnknownFact {
    if (!mediaFaults.isEmpty()) {
      throw new UnknownFact(mediaFaults.getFirst());
    }
    return rungs;
  }
}
