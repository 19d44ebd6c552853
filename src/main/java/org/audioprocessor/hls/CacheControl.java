package org.audioprocessor.hls;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** The Cache-Control headers of published files (rule 26; RFC 9111, RFC 8246). */
public final class CacheControl {
  /** For files that a later generation overwrites. */
  public static final String SHORT = "public, max-age=60";

  /** For files that are written once. */
  public static final String IMMUTABLE = "public, max-age=31536000, immutable";

  private static final long LONGEST_SHORT_SECONDS = 300;

  /** The platform's streaming server keeps segments for a day. */
  private static final long SHORTEST_LONG_SECONDS = 86_400;

  private CacheControl() {}

  /** The header for a path relative to the track's folder. */
  public static String of(String path) {
    return isWrittenOnce(path) ? IMMUTABLE : SHORT;
  }

  /** Returns whether a header meets the requirement of a path. */
  public static boolean fits(String path, String header) {
    List<String> directives =
        Arrays.stream(header.toLowerCase(Locale.ROOT).split(",", -1)).map(String::strip).toList();
    boolean immutable = directives.contains("immutable");
    OptionalLong age =
        directives.stream()
            .filter(directive -> directive.matches("max-age=[0-9]{1,12}"))
            .mapToLong(directive -> Long.parseLong(directive.substring("max-age=".length())))
            .findFirst();
    boolean refused = directives.contains("no-cache") || directives.contains("no-store");
    if (isWrittenOnce(path)) {
      return immutable && !refused && age.orElse(0) >= SHORTEST_LONG_SECONDS;
    }
    return !immutable && (refused || age.orElse(Long.MAX_VALUE) <= LONGEST_SHORT_SECONDS);
  }

  private static boolean isWrittenOnce(String path) {
    return path.endsWith(".ts") || path.startsWith(PublicationOrder.GENERATIONS);
  }
}
