package org.audioprocessor.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.audioprocessor.hls.MediaPlaylist;
import org.audioprocessor.hls.PlaylistException;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.hls.ts.AdtsFrame;
import org.audioprocessor.hls.ts.TsSegment;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.decode.AacDecoder;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.keys.TrackKeys;
import org.audioprocessor.testing.Click;

/** One published rung, decoded: its left channel from the first packet's timestamp on. */
public final class DecodedRung {
  private static final double TICKS_PER_SECOND = 90_000;

  private final MediaPlaylist playlist;
  private final float[] left;
  private final double startSeconds;
  private final int sampleRate;

  private DecodedRung(MediaPlaylist playlist, float[] left, double startSeconds, int sampleRate) {
    this.playlist = playlist;
    this.left = left;
    this.startSeconds = startSeconds;
    this.sampleRate = sampleRate;
  }

  public MediaPlaylist playlist() {
    return playlist;
  }

  public int sampleRate() {
    return sampleRate;
  }

  public static DecodedRung of(ObjectStore store, TrackKeys keys, Rung rung)
      throws IOException, PlaylistException, MediaException {
    MediaPlaylist playlist = MediaPlaylist.parse(text(store, keys.playlist(rung.name())));
    List<float[]> blocks = new ArrayList<>();
    double start = -1;
    AudioBlock block = new AudioBlock();
    try (AacDecoder decoder = AacDecoder.open()) {
      for (MediaPlaylist.Entry entry : playlist.entries()) {
        TsSegment segment = TsSegment.read(bytes(store, keys.segment(rung.name(), entry.uri())));
        for (AdtsFrame frame : segment.frames()) {
          start = start < 0 ? frame.pts90k() / TICKS_PER_SECOND : start;
          int n =
              decoder.decode(segment.elementary(), frame.offsetBytes(), frame.lengthBytes(), block);
          blocks.add(Arrays.copyOf(block.samples()[0], n));
        }
      }
    }
    int samples = blocks.stream().mapToInt(b -> b.length).sum();
    float[] left = new float[samples];
    int at = 0;
    for (float[] samplesOfBlock : blocks) {
      System.arraycopy(samplesOfBlock, 0, left, at, samplesOfBlock.length);
      at += samplesOfBlock.length;
    }
    return new DecodedRung(playlist, left, start, rung.sampleRate());
  }

  private static byte[] bytes(ObjectStore store, String key) throws IOException {
    try (InputStream in = store.get(key)) {
      return in.readAllBytes();
    }
  }

  private static String text(ObjectStore store, String key) throws IOException {
    return new String(bytes(store, key), StandardCharsets.UTF_8);
  }

  /** When the click that is expected around this time is presented, in seconds. */
  public double clickSeconds(double expected) {
    return startSeconds + Click.find(left, sampleRate, expected - startSeconds);
  }
}
