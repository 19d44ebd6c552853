package org.audioprocessor.hls.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.audioprocessor.hls.CacheControl;
import org.audioprocessor.hls.ContentTypes;
import org.audioprocessor.hls.MediaPlaylist;
import org.audioprocessor.hls.PublicationOrder;
import org.audioprocessor.hls.SegmentNames;
import org.audioprocessor.hls.rules.DeliveryFacts.Stored;
import org.audioprocessor.hls.rules.TrackReading.RungReading;

/** Rules 17 and 25 to 28, for stored objects; each returns the violations as sentences. */
final class DeliveryRules {
  private DeliveryRules() {}

  static List<String> completeListing(TrackReading track) throws UnknownFact {
    List<String> faults = new ArrayList<>();
    Set<String> listed = new HashSet<>();
    Optional<Set<String>> existing = track.facts().delivery().existing();
    for (RungReading rung : track.all()) {
      for (MediaPlaylist.Entry entry : rung.playlist().entries()) {
        String path = rung.path(entry.uri());
        listed.add(path);
        SegmentFacts segment = rung.segments().get(entry.uri());
        if (segment == null || !existing.map(paths -> paths.contains(path)).orElse(true)) {
          faults.add("'" + path + "' is listed but does not exist.");
        } else if (segment.sizeBytes() == 0) {
          faults.add("'" + path + "' is empty.");
        }
      }
    }
    if (existing.isPresent()) {
      unlisted(existing.get(), listed, faults);
    } else if (faults.isEmpty()) {
      throw new UnknownFact(
          "All listed segments exist; other objects are unknown without permission to list.");
    }
    return faults;
  }

  private static void unlisted(Set<String> existing, Set<String> listed, List<String> faults) {
    Set<Integer> generations = new HashSet<>();
    listed.forEach(path -> generation(path).ifPresent(generations::add));
    existing.stream()
        .filter(path -> !listed.contains(path))
        .filter(path -> generation(path).filter(generations::contains).isPresent())
        .sorted()
        .forEach(path -> faults.add("'" + path + "' is of this generation but not listed."));
  }

  private static Optional<Integer> generation(String path) {
    return SegmentNames.parse(path.substring(path.lastIndexOf('/') + 1))
        .map(parsed -> parsed.names().generation());
  }

  static List<String> contentTypes(TrackReading track) throws UnknownFact {
    List<String> faults = new ArrayList<>();
    String unknown = "";
    for (Stored stored : objects(track)) {
      if (stored.contentType().isEmpty()) {
        unknown = "The content type of '" + stored.path() + "' is unknown.";
      } else if (!ContentTypes.fits(stored.path(), stored.contentType().get())) {
        faults.add("'" + stored.path() + "' is stored as " + stored.contentType().get() + ".");
      }
    }
    return unlessUnknown(faults, unknown);
  }

  static List<String> cacheControl(TrackReading track) throws UnknownFact {
    List<String> faults = new ArrayList<>();
    String unknown = "";
    for (Stored stored : objects(track)) {
      if (stored.cacheControl().isEmpty()) {
        unknown = "The Cache-Control header of '" + stored.path() + "' is unknown.";
      } else if (!CacheControl.fits(stored.path(), stored.cacheControl().get())) {
        faults.add("'" + stored.path() + "' is stored with " + stored.cacheControl().get() + ".");
      }
    }
    return unlessUnknown(faults, unknown);
  }

  static List<String> newNames(TrackReading track) throws UnknownFact {
    List<String> faults = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Set<Integer> generations = new HashSet<>();
    Set<String> earlier = track.facts().delivery().earlier().orElse(Set.of());
    for (RungReading rung : track.all()) {
      Set<SegmentNames> tries = new HashSet<>(); // a rung may have been encoded once more, alone
      for (MediaPlaylist.Entry entry : rung.playlist().entries()) {
        String path = rung.path(entry.uri());
        Optional<SegmentNames.Parsed> parsed = SegmentNames.parse(entry.uri());
        parsed.ifPresent(name -> tries.add(name.names()));
        if (parsed.isEmpty()) {
          faults.add("'" + path + "' does not name its generation.");
        } else if (!seen.add(path) || earlier.contains(path)) {
          faults.add("'" + path + "' was used before.");
        }
      }
      tries.forEach(name -> generations.add(name.generation()));
      if (tries.size() > 1) {
        faults.add("'" + rung.rung().name() + "' lists segments of several tries.");
      }
    }
    if (generations.size() > 1) {
      faults.add("The playlists list segments of several generations.");
    }
    boolean known = track.facts().delivery().earlier().isPresent();
    return unlessUnknown(faults, known ? "" : "The names of earlier generations are unknown.");
  }

  static List<String> order(TrackReading track) throws UnknownFact {
    List<String> planned =
        track
            .facts()
            .delivery()
            .putOrder()
            .orElseThrow(() -> new UnknownFact("The order of writing is unknown."));
    return new PublicationOrder(track.ladder()).faults(planned);
  }

  private static List<Stored> objects(TrackReading track) throws UnknownFact {
    List<Stored> objects = track.facts().delivery().objects();
    if (objects.isEmpty()) {
      throw new UnknownFact("The headers of the objects are unknown.");
    }
    return objects;
  }

  private static List<String> unlessUnknown(List<String> faults, String unknown)
      throws UnknownFact {
    if (faults.isEmpty() && !unknown.isEmpty()) {
      throw new UnknownFact(unknown);
    }
    return faults;
  }
}
