package org.audioprocessor.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set_double;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set_int;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import java.math.BigInteger;
import org.audioprocessor.media.decode.ChannelLayouts;
import org.audioprocessor.media.ffmpeg.Ffmpeg;
import org.audioprocessor.media.ffmpeg.NativeOwner;
import org.audioprocessor.media.ffmpeg.NativePlanes;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.swresample.SwrContext;

/**
 * Changes the sample rate. The output starts at the input's time 0 and has exactly round(n × to /
 * from) frames for n; before and after the input lies silence.
 */
public final class Resampler extends NativeOwner {
  /** Zeros before and after; longer than half of the longest filter (192 kHz to 8 kHz). */
  private static final int SILENCE_FRAMES = 4096;

  /**
   * Taps at the lower of the two rates, and where its band is down by 6 dB: measured, flat within
   * 0.01 dB up to 0.92 of the band, 90 dB down from 1.03 on, 0.05 CPU-s a minute of stereo.
   */
  private static final int TAPS = 96;

  private static final double PASS_BAND = 0.97;

  /** For a band that ends below that: flat up to 0.985 of it, 90 dB down from 1.015 on. */
  private static final int STEEP_TAPS = 4 * TAPS;

  private static final int FORCED = 1; // SWR_FLAG_RESAMPLE: equal rates are filtered too

  private final SwrContext swr = new SwrContext(null);
  private final int fromRate;
  private final int toRate;
  private final int channels;
  private final boolean passesThrough;
  private final NativePlanes in;
  private final NativePlanes out;
  private long framesIn;
  private long framesOut;
  private long toDrop;
  private boolean finished;

  private Resampler(int fromRate, int toRate, int channels, boolean passesThrough) {
    this.passesThrough = passesThrough;
    this.fromRate = fromRate;
    this.toRate = toRate;
    this.channels = channels;
    in = new NativePlanes(channels, SILENCE_FRAMES);
    onClose(in::close);
    out = new NativePlanes(channels, SILENCE_FRAMES);
    onClose(out::close);
    onClose(() -> swr_free(swr));
  }

  /** Equal rates pass the samples as they are. */
  public static Resampler open(int fromRate, int toRate, int channels) throws MediaException {
    return open(fromRate, toRate, channels, Double.MAX_VALUE);
  }

  /**
   * A resampler that also removes what lies above a frequency, with a steep filter at four times
   * the cost.
   *
   * @param bandHz down by 6 dB there; has no effect above 0.97 of the usual band
   */
  public static Resampler open(int fromRate, int toRate, int channels, double bandHz)
      throws MediaException {
    double passBand = 2 * bandHz / Math.min(fromRate, toRate);
    boolean steep = passBand < PASS_BAND;
    Resampler resampler = new Resampler(fromRate, toRate, channels, fromRate == toRate && !steep);
    try {
      if (!resampler.passesThrough) {
        resampler.openSwr(steep ? STEEP_TAPS : TAPS, steep ? passBand : PASS_BAND);
      }
      return resampler;
    } catch (Throwable t) {
      resampler.close();
      throw t;
    }
  }

  private void openSwr(int taps, double passBand) throws MediaException {
    AVChannelLayout layout = ChannelLayouts.usual(channels, this);
    String doing = "preparing to resample from " + fromRate + " to " + toRate + " Hz";
    Ffmpeg.check(
        swr_alloc_set_opts2(
            swr, layout, AV_SAMPLE_FMT_FLTP, toRate, layout, AV_SAMPLE_FMT_FLTP, fromRate, 0, null),
        doing);
    Ffmpeg.check(av_opt_set_int(swr, "flags", fromRate == toRate ? FORCED : 0, 0), doing);
    Ffmpeg.check(av_opt_set_int(swr, "filter_size", taps, 0), doing);
    Ffmpeg.check(av_opt_set_double(swr, "cutoff", passBand, 0), doing);
    Ffmpeg.check(swr_init(swr), doing);
    // FFmpeg would mirror the first samples before time 0; zeros are fed instead. The number of
    // input frames is one that is a whole number of output frames:
    int gcd = BigInteger.valueOf(fromRate).gcd(BigInteger.valueOf(toRate)).intValue();
    int unit = fromRate / gcd;
    int silence = Math.ceilDiv(SILENCE_FRAMES, unit) * unit;
    toDrop = (long) silence / unit * (toRate / gcd);
    feedSilence(silence);
  }

  /** The required length of the planes for {@link #process} and {@link #finish}. */
  public int outputFramesAtMost(int frames) {
    return Math.toIntExact(Math.ceilDiv((long) (frames + 2 * SILENCE_FRAMES) * toRate, fromRate))
        + 64;
  }

  /**
   * Resamples a block of any size.
   *
   * @param target planes of at least {@link #outputFramesAtMost} frames
   * @return frames written to {@code target}, from its beginning; they lag behind the input
   */
  public int process(float[][] source, int offset, int frames, float[][] target)
      throws MediaException {
    requireOpen();
    framesIn += frames;
    if (passesThrough) {
      for (int c = 0; c < channels; c++) {
        System.arraycopy(source[c], offset, target[c], 0, frames);
      }
      framesOut += frames;
      return frames;
    }
    in.ensure(frames);
    for (int c = 0; c < channels; c++) {
      in.put(c, source[c], offset, frames);
    }
    return collect(convert(frames), target, Long.MAX_VALUE);
  }

  /** Returns the remaining frames, up to exactly round(n × to / from) in total. Call it once. */
  public int finish(float[][] target) throws MediaException {
    requireOpen();
    if (finished) {
      throw new IllegalStateException("the resampler was finished before");
    }
    finished = true;
    if (passesThrough) {
      return 0;
    }
    in.ensure(SILENCE_FRAMES);
    in.silence(SILENCE_FRAMES);
    long total = Math.floorDiv(2 * framesIn * toRate + fromRate, 2L * fromRate);
    return collect(convert(SILENCE_FRAMES), target, total);
  }

  private void feedSilence(int frames) throws MediaException {
    in.ensure(frames);
    in.silence(frames);
    int got = convert(frames);
    toDrop -= got;
  }

  private int convert(int frames) throws MediaException {
    out.ensure(Math.toIntExact(Math.ceilDiv((long) frames * toRate, fromRate)) + 64);
    return Ffmpeg.check(
        swr_convert(swr, out.pointers(), out.capacity(), in.pointers(), frames), "resampling");
  }

  /** Copies converted frames, without those before time 0 and after the end. */
  private int collect(int got, float[][] target, long total) {
    int dropped = (int) Math.min(got, toDrop);
    toDrop -= dropped;
    int kept = (int) Math.min(got - dropped, total - framesOut);
    for (int c = 0; c < channels; c++) {
      out.get(c, dropped, target[c], kept);
    }
    framesOut += kept;
    return kept;
  }
}
