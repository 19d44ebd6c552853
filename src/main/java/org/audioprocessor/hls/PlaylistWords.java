package org.audioprocessor.hls;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The lines that the program writes into playlists. Other lines can make players contact other
 * servers: tags such as EXT-X-DATERANGE, EXT-X-SESSION-DATA and EXT-X-KEY contain addresses in many
 * attributes, and players support more tags every year.
 */
public final class PlaylistWords {
  private static final List<Pattern> TAGS =
      List.of(
          Pattern.compile("#EXTM3U"),
          Pattern.compile("#EXT-X-VERSION:\\d{1,2}"),
          Pattern.compile("#EXT-X-INDEPENDENT-SEGMENTS"),
          Pattern.compile("#EXT-X-TARGETDURATION:\\d{1,6}"),
          Pattern.compile("#EXT-X-MEDIA-SEQUENCE:\\d{1,9}"),
          Pattern.compile("#EXT-X-PLAYLIST-TYPE:VOD"),
          Pattern.compile("#EXT-X-DISCONTINUITY"),
          Pattern.compile("#EXTINF:\\d{1,6}(\\.\\d{1,9})?,"),
          Pattern.compile("#EXT-X-ENDLIST"),
          Pattern.compile(
              "#EXT-X-STREAM-INF:BANDWIDTH=\\d{1,9}(,AVERAGE-BANDWIDTH=\\d{1,9})?"
                  + "(,CODECS=\"[A-Za-z0-9.,]{1,80}\")?"));

  private static final Set<String> NAMES =
      TAGS.stream()
          .map(tag -> tag.pattern().replaceFirst(":.*", ""))
          .collect(Collectors.toUnmodifiableSet());

  /** A name, or a rung and a name: no scheme, no host, no way up. */
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,200}(/[A-Za-z0-9_-][A-Za-z0-9_.-]{0,200})?");

  private PlaylistWords() {}

  /** Returns the first other line, clipped; empty if there is none. */
  public static Optional<String> foreign(String playlist) {
    return playlist
        .lines()
        .filter(line -> !isOurs(line))
        .map(line -> line.length() > 80 ? line.substring(0, 80) + "…" : line)
        .findFirst();
  }

  /** Returns the first tag that the program never writes, or that contains an absolute address. */
  public static Optional<String> foreignTag(String playlist) {
    return playlist
        .lines()
        .filter(line -> line.startsWith("#EXT"))
        .filter(line -> line.contains("://") || !NAMES.contains(line.replaceFirst(":.*", "")))
        .map(line -> line.length() > 80 ? line.substring(0, 80) + "…" : line)
        .findFirst();
  }

  private static boolean isOurs(String line) {
    return line.startsWith("#")
        ? TAGS.stream().anyMatch(tag -> tag.matcher(line).matches())
        : ADDRESS.matcher(line).matches();
  }
}
