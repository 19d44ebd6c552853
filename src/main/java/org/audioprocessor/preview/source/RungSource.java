package org.audioprocessor.preview.source;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;
import org.audioprocessor.hls.MediaPlaylist;
import org.audioprocessor.hls.PlaylistException;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.preview.PcmSource;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.PreviewTrack;
import org.jspecify.annotations.Nullable;

/** A published rung, read from its playlist as a player does. */
final class RungSource implements PcmSource {
  /** AAC-LC frames overlap their predecessor: one more is decoded and dropped. */
  private static final int PRE_ROLL_PACKETS = 2;

  private final PreviewTrack track;
  private final Rung rung;
  private final SegmentCache cache;
  private final ExecutorService executor;
  private @Nullable RungIndex index;

  RungSource(PreviewTrack track, Rung rung, SegmentCache cache, ExecutorService executor) {
    this.track = track;
    this.rung = rung;
    this.cache = cache;
    this.executor = executor;
  }

  @Override
  public RungStream open(double fromSeconds) throws PlaybackException, InterruptedException {
    RungIndex known = index();
    long packet = known.packetAt((long) (fromSeconds * rung.sampleRate()));
    long first = Math.max(0, packet - PRE_ROLL_PACKETS);
    int segment = known.segmentOf(first);
    SegmentAhead ahead =
        new SegmentAhead(cache, executor, s -> key(known.uri(s)), segment, known.segments());
    try {
      return new RungStream(known, ahead, track.sound().packets(), first, musicSeconds(known));
    } catch (PlaybackException e) {
      ahead.close();
      throw e;
    }
  }

  private OptionalDouble musicSeconds(RungIndex known) {
    return track.musicSeconds().isPresent()
        ? track.musicSeconds()
        : OptionalDouble.of(known.seconds());
  }

  /** Start of each segment except the first, in seconds of music. */
  List<Double> jointSeconds() throws PlaybackException, InterruptedException {
    return index().jointSeconds();
  }

  /** Read once, so that a new publication does not affect a track that is playing. */
  private synchronized RungIndex index() throws PlaybackException, InterruptedException {
    RungIndex known = index;
    if (known == null) {
      String key = track.keys().playlist(rung.name());
      String text = new String(cache.fetch(key), StandardCharsets.UTF_8);
      MediaPlaylist playlist = parse(text, key);
      requireOwnSegments(playlist, key);
      known = new RungIndex(playlist, rung, track.ladder());
      index = known;
    }
    return known;
  }

  private static MediaPlaylist parse(String text, String key) throws PlaybackException {
    try {
      return MediaPlaylist.parse(text);
    } catch (PlaylistException e) {
      throw new PlaybackException(
          "“" + key + "” cannot be played: " + e.getMessage() + " Process the track again.", e);
    }
  }

  private void requireOwnSegments(MediaPlaylist playlist, String key) throws PlaybackException {
    try {
      playlist.entries().forEach(entry -> key(entry.uri()));
    } catch (IllegalArgumentException elsewhere) {
      throw new PlaybackException(
          "“" + key + "” lists segments that do not lie beside it. Process the track again.",
          elsewhere);
    }
  }

  /**
   * @throws IllegalArgumentException for an address outside the folder
   */
  private String key(String uri) {
    return track.keys().segment(rung.name(), uri);
  }
}
