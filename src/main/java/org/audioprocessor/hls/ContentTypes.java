package org.audioprocessor.hls;

import java.util.Optional;
import java.util.Set;
import org.audioprocessor.io.MediaTypes;

/** The media types of published files (rule 25; RFC 8216, 4 and Apple's HLS specification). */
public final class ContentTypes {
  private static final Set<String> PUBLISHED = Set.of("m3u8", "ts", "m4a", "json");

  private ContentTypes() {}

  /**
   * The type of a path, by its extension.
   *
   * @throws IllegalArgumentException for a file that is never published
   */
  public static String of(String path) {
    return known(path)
        .orElseThrow(
            () -> new IllegalArgumentException("There is no content type for '" + path + "'."));
  }

  /** Returns whether a header is correct for a path; any header is correct for other files. */
  public static boolean fits(String path, String header) {
    return known(path).map(header::equals).orElse(true);
  }

  private static Optional<String> known(String path) {
    return PUBLISHED.contains(path.substring(path.lastIndexOf('.') + 1))
        ? Optional.of(MediaTypes.of(path))
        : Optional.empty();
  }
}
