package org.audioprocessor.hls;

import io.lindstrom.m3u8.model.MediaSegment;
import io.lindstrom.m3u8.model.PlaylistType;
import io.lindstrom.m3u8.parser.MediaPlaylistParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One rung's playlist (RFC 8216, 4.3.3).
 *
 * @param targetDuration whole seconds
 * @param entries the segments in playing order, at least one
 */
public record MediaPlaylist(int version, int targetDuration, Kind kind, List<Entry> entries) {
  public MediaPlaylist {
    entries = List.copyOf(entries);
  }

  /**
   * One segment.
   *
   * @param uri relative to the playlist
   * @param discontinuity whether EXT-X-DISCONTINUITY precedes it
   */
  public record Entry(String uri, double seconds, boolean discontinuity) {
    public Entry(String uri, double seconds) {
      this(uri, seconds, false);
    }
  }

  /** The properties that the playlist declares. */
  public record Kind(boolean vod, boolean ended, boolean independentSegments) {
    static final Kind WHOLE = new Kind(true, true, true);
  }

  /** A finished playlist of independent segments. */
  public static MediaPlaylist of(int targetDuration, List<Entry> entries) {
    return new MediaPlaylist(PlaylistText.VERSION, targetDuration, Kind.WHOLE, entries);
  }

  /** Creates the playlist of a rung from the timeline. */
  public static MediaPlaylist of(Timeline timeline, Rung rung, SegmentNames names) {
    List<Entry> entries = new ArrayList<>();
    for (int segment = 0; segment < timeline.segments(); segment++) {
      // the instants are rounded, so that the durations add up to the same end in all rungs
      double start = printed(timeline.startSeconds(rung, segment));
      double end = printed(timeline.startSeconds(rung, segment + 1));
      entries.add(new Entry(names.name(segment), printed(end - start)));
    }
    return of(timeline.targetDuration(), entries);
  }

  /** Rounds seconds to the six decimals that are written. */
  private static double printed(double seconds) {
    return Math.round(seconds * 1e6) / 1e6;
  }

  /** Rounds seconds as TARGETDURATION does, from the six decimals that are written. */
  public static int rounded(double seconds) {
    return (int) Math.round(printed(seconds));
  }

  /** The sum of the durations. */
  public double seconds() {
    return entries.stream().mapToDouble(Entry::seconds).sum();
  }

  /** The playlist as it is published; EXTINF has six decimals. */
  public String text() {
    StringBuilder text = PlaylistText.head(version, kind.independentSegments());
    text.append("#EXT-X-TARGETDURATION:").append(targetDuration).append('\n');
    text.append("#EXT-X-MEDIA-SEQUENCE:0\n");
    if (kind.vod()) {
      text.append("#EXT-X-PLAYLIST-TYPE:VOD\n");
    }
    for (Entry entry : entries) {
      if (entry.discontinuity()) {
        text.append("#EXT-X-DISCONTINUITY\n");
      }
      text.append(String.format(Locale.ROOT, "#EXTINF:%.6f,\n", entry.seconds()));
      text.append(entry.uri()).append('\n');
    }
    return kind.ended() ? text.append("#EXT-X-ENDLIST\n").toString() : text.toString();
  }

  /**
   * Parses a playlist of any origin.
   *
   * @throws PlaylistException if it is not a media playlist with at least one segment
   */
  public static MediaPlaylist parse(String text) throws PlaylistException {
    List<String> lines = PlaylistText.lines(text);
    var read = PlaylistText.read(new MediaPlaylistParser(PlaylistText.MODE), lines);
    if (read.mediaSegments().isEmpty()) {
      throw new PlaylistException("The playlist lists no segment.");
    }
    Kind kind =
        new Kind(
            read.playlistType().filter(PlaylistType.VOD::equals).isPresent(),
            !read.ongoing(),
            read.independentSegments());
    return new MediaPlaylist(
        read.version().orElse(1), read.targetDuration(), kind, entries(read.mediaSegments()));
  }

  private static List<Entry> entries(List<MediaSegment> segments) throws PlaylistException {
    List<Entry> entries = new ArrayList<>();
    for (MediaSegment segment : segments) {
      if (!(segment.duration() >= 0 && segment.duration() < 1e6)) {
        throw new PlaylistException("The segment '" + segment.uri() + "' has an invalid duration.");
      }
      entries.add(new Entry(segment.uri(), segment.duration(), segment.discontinuity()));
    }
    return entries;
  }
}
