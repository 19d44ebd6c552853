package org.audioprocessor.hls;

import java.util.Optional;

/** The media types of what is published (rule 25; RFC 8216, 4 and Apple's HLS specification). */
public final class ContentTypes {
  private ContentTypes() {}

  /**
   * The type by a path's ending.
   *
   * @throws IllegalArgumentException for a file that is never published
   */
  public static String of(String path) {
    return known(path)
        .orElseThrow(
            () -> new IllegalArgumentException("There is no content type for '" + path + "'."));
  }

  /** Whether a header is right for a path; for a file that is not of ours any is. */
  public static boolean fits(String path, String header) {
    return known(path).map(header::equals).orElse(true);
  }

  private static Optional<String> known(String path) {
    return switch (path.substring(path.lastIndexOf('.') + 1)) {
      case "m3u8" -> Optional.of("application/vnd.apple.mpegurl");
      case "ts" -> Optional.of("video/mp2t");
      case "m4a" -> Optional.of("audio/mp4");
      case "json" -> Optional.of("application/json");
      default -> Optional.empty();
    };
  }
}
