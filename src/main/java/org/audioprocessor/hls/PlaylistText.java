package org.audioprocessor.hls;

import io.lindstrom.m3u8.model.Playlist;
import io.lindstrom.m3u8.parser.AbstractPlaylistParser;
import io.lindstrom.m3u8.parser.ParsingMode;
import io.lindstrom.m3u8.parser.PlaylistParserException;
import java.util.List;

/** The text format that both kinds of playlist share (RFC 8216, 4.1 and 4.3.1). */
final class PlaylistText {
  /** The version that introduced EXT-X-INDEPENDENT-SEGMENTS and that old players accept. */
  static final int VERSION = 6;

  /** Unknown tags are ignored (RFC 8216, 6.3.1). */
  static final ParsingMode MODE = ParsingMode.LENIENT;

  private PlaylistText() {}

  static StringBuilder head(int version, boolean independentSegments) {
    StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:").append(version).append('\n');
    return independentSegments ? text.append("#EXT-X-INDEPENDENT-SEGMENTS\n") : text;
  }

  static List<String> lines(String text) throws PlaylistException {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.getFirst().equals("#EXTM3U")) {
      throw new PlaylistException("The playlist does not begin with #EXTM3U.");
    }
    return lines;
  }

  static <T extends Playlist> T read(AbstractPlaylistParser<T, ?> parser, List<String> lines)
      throws PlaylistException {
    try {
      return parser.readPlaylist(lines.iterator());
    } catch (PlaylistParserException | RuntimeException damaged) {
      // the parser throws unchecked exceptions for invalid numbers and missing attributes
      throw new PlaylistException("The playlist is damaged and cannot be read.", damaged);
    }
  }
}
