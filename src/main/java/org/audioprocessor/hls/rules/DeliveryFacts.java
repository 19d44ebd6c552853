package org.audioprocessor.hls.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.audioprocessor.hls.CacheControl;
import org.audioprocessor.hls.ContentTypes;

/**
 * How a track is, or will be, stored. All paths are relative to the track's folder.
 *
 * @param objects planned, or found
 * @param existing every path that the store lists, or that is planned; empty where listing is
 *     denied
 * @param earlier every path that was ever used before; empty where that is not known
 * @param putOrder the planned order of writing; empty for a track that is there already
 */
public record DeliveryFacts(
    List<Stored> objects,
    Optional<Set<String>> existing,
    Optional<Set<String>> earlier,
    Optional<List<String>> putOrder) {
  public DeliveryFacts {
    objects = List.copyOf(objects);
    existing = existing.map(Set::copyOf);
    earlier = earlier.map(Set::copyOf);
    putOrder = putOrder.map(List::copyOf);
  }

  /** One object and its headers; empty where the store does not tell. */
  public record Stored(String path, Optional<String> contentType, Optional<String> cacheControl) {
    /** As it ought to be put. */
    public static Stored planned(String path) {
      return new Stored(
          path, Optional.of(ContentTypes.of(path)), Optional.of(CacheControl.of(path)));
    }
  }
}
