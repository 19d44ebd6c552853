package org.audioprocessor.preview;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.hls.ts.AdtsFrame;
import org.audioprocessor.preview.PcmSource.StereoStream;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.keys.TrackKeys;
import org.jspecify.annotations.Nullable;

/**
 * A track for a player.
 *
 * @param store must stay open while a player has the track
 * @param ladder the published rungs
 * @param sound decodes published files
 * @param raw decodes the raw file; null if the raw file is not available
 * @param musicSeconds exact duration, if a certificate states it; playlists state it to a packet
 *     only
 */
public record PreviewTrack(
    ObjectStore store,
    TrackKeys keys,
    Ladder ladder,
    PublishedSound sound,
    @Nullable PcmSource raw,
    OptionalDouble musicSeconds) {

  /** Creates a track with the default ladder and without its raw file. */
  public static PreviewTrack of(ObjectStore store, TrackKeys keys, PublishedSound sound) {
    return new PreviewTrack(store, keys, Ladder.DEFAULT, sound, null, OptionalDouble.empty());
  }

  public PreviewTrack withLadder(Ladder published) {
    return new PreviewTrack(store, keys, published, sound, raw, musicSeconds);
  }

  public PreviewTrack withRaw(PcmSource decoder) {
    return new PreviewTrack(store, keys, ladder, sound, decoder, musicSeconds);
  }

  public PreviewTrack withMusicSeconds(double seconds) {
    return new PreviewTrack(store, keys, ladder, sound, raw, OptionalDouble.of(seconds));
  }

  /** Raw, M4A, then the rungs, low to high. */
  public List<Rendition> renditions() {
    List<Rendition> all = new ArrayList<>();
    if (raw != null) {
      all.add(Rendition.RAW);
    }
    all.add(Rendition.M4A);
    ladder.rungs().forEach(rung -> all.add(Rendition.of(rung)));
    return List.copyOf(all);
  }

  /**
   * Decodes published files. Files in a bucket are untrusted: outside of tests they are decoded in
   * a child process. Safe for use by many threads.
   */
  public interface PublishedSound {
    /** Opens a decoder for the packets of a rung. */
    PacketDecoder packets() throws PlaybackException;

    /**
     * Decodes an M4A as {@link PcmSource#open} specifies.
     *
     * @param file must exist until the stream is closed
     */
    StereoStream m4a(Path file, double fromSeconds) throws PlaybackException, InterruptedException;

    /** Decodes the packets of one rendition, in order. For one thread. */
    interface PacketDecoder extends AutoCloseable {
      /**
       * Decodes the next packets; a packet that cannot be decoded gives silence of the same length.
       *
       * @param stream contains the packets
       * @param planes left and right, with room for {@link
       *     org.audioprocessor.hls.Rung#FRAME_SAMPLES} samples of each packet
       */
      void decode(byte[] stream, List<AdtsFrame> packets, float[][] planes)
          throws PlaybackException;

      @Override
      void close();
    }
  }
}
