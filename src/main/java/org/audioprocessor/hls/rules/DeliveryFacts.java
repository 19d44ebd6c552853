package org.audioprocessor.hls.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.audioprocessor.hls.CacheControl;
import org.audioprocessor.hls.ContentTypes;

/**
 * The objects of a stored or planned track. All paths are relative to the track's folder.
 *
 * @param objects planned or found
 * @param existing all paths that the store lists or that are planned; empty if listing is denied
 * @param earlier all paths of earlier generations and tries; empty if unknown
 * @param putOrder the planned order of writing; empty for an existing track
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

  /** An object and its headers; a header is empty if the store does not return it. */
  public record Stored(String path, Optional<String> contentType, Optional<String> cacheControl) {
    /** Returns an object with the required headers. */
    public static Stored planned(String path) {
      return new Stored(
          path, Optional.of(ContentTypes.of(path)), Optional.of(CacheControl.of(path)));
    }
  }
}
