package org.audioprocessor.preview.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.hls.MediaPlaylist;
import org.audioprocessor.hls.PlaylistException;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.preview.PcmSource;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.PreviewTrack;
import org.audioprocessor.preview.source.RungStream.SegmentAhead;
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

  /**
   * Maps segments, packets and frames of a rung. Frame 0 is the music's first sample, {@link
   * #leadFrames()} after the first packet's.
   */
  static final class RungIndex {
    private static final double WRITTEN_PRECISION_SECONDS = 1e-5;

    private final Rung rung;
    private final int leadFrames;
    private final List<String> uris = new ArrayList<>();

    /** First packet of each segment, and the number of packets. */
    private final long[] firstPackets;

    RungIndex(MediaPlaylist playlist, Rung rung, Ladder ladder) {
      this.rung = rung;
      // as in the timeline: one frame of the slowest rung
      leadFrames =
          (int) Math.round((double) Rung.FRAME_SAMPLES * rung.sampleRate() / ladder.slowestRate());
      firstPackets = new long[playlist.entries().size() + 1];
      for (MediaPlaylist.Entry entry : playlist.entries()) {
        int segment = uris.size();
        firstPackets[segment + 1] = firstPackets[segment] + packets(entry, rung);
        uris.add(entry.uri());
      }
      int last = uris.size() - 1;
      firstPackets[last + 1] = firstPackets[last] + lastPackets(playlist.entries().get(last), rung);
    }

    private static long packets(MediaPlaylist.Entry entry, Rung rung) {
      return Math.round(entry.seconds() / rung.frameSeconds());
    }

    /** A playlist may end within the last packet, at the end of another rung. */
    private static long lastPackets(MediaPlaylist.Entry entry, Rung rung) {
      return (long) Math.ceil((entry.seconds() - WRITTEN_PRECISION_SECONDS) / rung.frameSeconds());
    }

    Rung rung() {
      return rung;
    }

    int leadFrames() {
      return leadFrames;
    }

    int segments() {
      return uris.size();
    }

    /** Relative to the playlist. */
    String uri(int segment) {
      return uris.get(segment);
    }

    /** The first packet of a segment; for {@link #segments()} the number of packets. */
    long firstPacket(int segment) {
      return firstPackets[segment];
    }

    /** The packet that contains this frame of music, or the nearest one. */
    long packetAt(long musicFrame) {
      long packet = Math.floorDiv(musicFrame + leadFrames, (long) Rung.FRAME_SAMPLES);
      return Math.clamp(packet, 0, Math.max(0, firstPacket(segments()) - 1));
    }

    /** The segment that contains a packet. */
    int segmentOf(long packet) {
      int segment = 0;
      while (segment + 1 < segments() && firstPacket(segment + 1) <= packet) {
        segment++;
      }
      return segment;
    }

    /** The first frame of music of a packet. */
    long musicFrame(long packet) {
      return packet * Rung.FRAME_SAMPLES - leadFrames;
    }

    /** Duration to the end of the last packet, which is up to a packet longer than the music. */
    double seconds() {
      return musicFrame(firstPacket(segments())) / (double) rung.sampleRate();
    }

    /** Start of each segment except the first, in seconds of music. */
    List<Double> jointSeconds() {
      List<Double> joints = new ArrayList<>();
      for (int segment = 1; segment < segments(); segment++) {
        joints.add(musicFrame(firstPacket(segment)) / (double) rung.sampleRate());
      }
      return joints;
    }
  }
}
