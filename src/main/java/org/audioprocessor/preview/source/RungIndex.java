package org.audioprocessor.preview.source;

import java.util.ArrayList;
import java.util.List;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.hls.MediaPlaylist;
import org.audioprocessor.hls.Rung;

/**
 * Maps segments, packets and frames of a rung. Frame 0 is the music's first sample, {@link
 * #leadFrames()} after the first packet's.
 */
final class RungIndex {
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
