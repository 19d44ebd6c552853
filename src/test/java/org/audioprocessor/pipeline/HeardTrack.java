package org.audioprocessor.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.audioprocessor.hls.AdtsFrame;
import org.audioprocessor.hls.MediaPlaylist;
import org.audioprocessor.hls.PlaylistException;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.hls.TsSegment;
import org.audioprocessor.media.AacDecoder;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.TrackKeys;

/** One published rung, decoded: its left channel from the first packet's timestamp on. */
final class HeardTrack {
  private static final double TICKS_PER_SECOND = 90_000;

  private final MediaPlaylist playlist;
  private final float[] left;
  private final double startSeconds;
  private final int sampleRate;

  private HeardTrack(MediaPlaylist playlist, float[] left, double startSeconds, int sampleRate) {
    this.playlist = playlist;
    this.left = left;
    this.startSeconds = startSeconds;
    this.sampleRate = sampleRate;
  }

  MediaPlaylist playlist() {
    return playlist;
  }

  int sampleRate() {
    return sampleRate;
  }

  static HeardTrack of(ObjectStore store, TrackKeys keys, Rung rung)
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
    return new HeardTrack(playlist, left, start, rung.sampleRate());
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
  double clickSeconds(double expected) {
    double best = expected;
    double most = Double.NEGATIVE_INFINITY;
    for (double step = 1e-4; step >= 1e-6; step /= 10) {
      double centre = best;
      for (int i = -30; i <= 30; i++) {
        double time = centre + i * step;
        double likeness = likeness(time);
        if (likeness > most) {
          most = likeness;
          best = time;
        }
      }
    }
    return best;
  }

  /** Correlation with a click at this time. */
  private double likeness(double seconds) {
    double sum = 0;
    int centre = (int) Math.round((seconds - startSeconds) * sampleRate);
    int reach = (int) (5 * Click.WIDTH_SECONDS * sampleRate);
    for (int i = Math.max(0, centre - reach); i < Math.min(left.length, centre + reach); i++) {
      sum += left[i] * Click.at(startSeconds + i / (double) sampleRate - seconds);
    }
    return sum;
  }

  /** A short click that every rung's bandwidth holds. */
  static final class Click {
    static final double WIDTH_SECONDS = 0.0006;
    private static final double HZ = 2200;

    private Click() {}

    static double at(double seconds) {
      double x = seconds / WIDTH_SECONDS;
      return Math.exp(-x * x / 2) * Math.cos(2 * Math.PI * HZ * seconds);
    }

    /** Adds clicks at these times. */
    static void add(float[][] planar, int rate, double amplitude, double... times) {
      for (double time : times) {
        int reach = (int) (6 * WIDTH_SECONDS * rate);
        int centre = (int) Math.round(time * rate);
        for (int i = centre - reach; i <= centre + reach; i++) {
          for (float[] plane : planar) {
            plane[i] += (float) (amplitude * at(i / (double) rate - time));
          }
        }
      }
    }
  }
}
