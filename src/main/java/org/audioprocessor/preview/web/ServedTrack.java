package org.audioprocessor.preview.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.preview.PreviewTrack;

/** Maps the permitted paths to the objects of a track. */
final class ServedTrack {
  private static final Pattern SEGMENT = Pattern.compile("segment_[A-Za-z0-9_-]{1,100}\\.ts");

  private final String folder;
  private final String m4a;
  private final Set<String> rungs;

  ServedTrack(PreviewTrack track) {
    folder = track.keys().folder();
    m4a = track.keys().id().value() + ".m4a";
    rungs = track.ladder().rungs().stream().map(Rung::name).collect(Collectors.toSet());
  }

  /**
   * The key of an object.
   *
   * @param path relative to the track, decoded
   */
  Optional<String> key(String path) {
    return isServed(path) ? Optional.of(folder + path) : Optional.empty();
  }

  private boolean isServed(String path) {
    if (path.equals("playlist.m3u8") || path.equals("metadata.json") || path.equals(m4a)) {
      return true;
    }
    int slash = path.indexOf('/');
    if (slash < 0 || !rungs.contains(path.substring(0, slash))) {
      return false;
    }
    String name = path.substring(slash + 1);
    return name.equals("playlist.m3u8") || SEGMENT.matcher(name).matches();
  }

  /** A file name in an address. */
  static String encoded(String name) {
    try {
      return new URI(null, null, "/" + name, null).toASCIIString().substring(1);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a file name: " + name, e);
    }
  }
}
