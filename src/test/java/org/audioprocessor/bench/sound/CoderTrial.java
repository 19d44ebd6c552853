package org.audioprocessor.bench.sound;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.loudness.TruePeakLimiter;
import org.audioprocessor.loudness.TruePeakMeter;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.Resampler;
import org.audioprocessor.media.decode.AacDecoder;
import org.audioprocessor.media.encode.AacEncoder;
import org.audioprocessor.media.encode.AacSettings;
import org.audioprocessor.media.encode.EncodedPacket;
import org.audioprocessor.quality.QualityMeter;
import org.audioprocessor.quality.QualityScore;

/**
 * One excerpt at one rung: resampled, brought to -14 LUFS and limited as the program does, encoded
 * with each of several settings, decoded, and compared at 48 kHz with the same at full bandwidth.
 */
final class CoderTrial {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /**
   * The result of one encoding.
   *
   * @param overshootDb decoded true peak above the limiter's ceiling
   * @param limited whether the limiter had anything to do
   * @param cpuSeconds of the encoder
   */
  record Result(
      MusicExcerpt excerpt,
      double odg,
      double score2f,
      double overshootDb,
      boolean limited,
      double cpuSeconds) {}

  private CoderTrial() {}

  /** One result per setting, in their order; none for silence. */
  static List<Result> of(
      MusicExcerpt excerpt, Rung rung, double ceilingDbtp, List<AacSettings> settings)
      throws MediaException {
    if (settings.isEmpty()) {
      return List.of();
    }
    double gainDb = excerpt.gainDb();
    float[][] reference = new float[2][];
    limited(excerpt, QualityMeter.SAMPLE_RATE, gainDb, ceilingDbtp, reference);
    float[][] input = new float[2][];
    boolean limits = limited(excerpt, rung.sampleRate(), gainDb, ceilingDbtp, input);
    List<float[][]> heard = new ArrayList<>();
    List<double[]> figures = new ArrayList<>();
    for (AacSettings one : settings) {
      double[] peakAndCpu = new double[2];
      heard.add(coded(input, one, peakAndCpu, reference[0].length));
      figures.add(peakAndCpu);
    }
    QualityMeter meter = new QualityMeter(settings.size());
    meter.feed(reference, 0, heard, 0, reference[0].length);
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < settings.size(); i++) {
      double[] own = figures.get(i);
      QualityScore score = meter.finishAll().get(i).orElse(null);
      if (score != null) {
        double over = own[0] - ceilingDbtp;
        results.add(new Result(excerpt, score.odg(), score.score2f(), over, limits, own[1]));
      }
    }
    return results;
  }

  private static boolean limited(
      MusicExcerpt excerpt, int rate, double gainDb, double ceilingDbtp, float[][] out)
      throws MediaException {
    float[][] sound = resampled(excerpt.samples(), excerpt.frames(), excerpt.sampleRate(), rate);
    int frames = sound[0].length;
    TruePeakLimiter limiter = new TruePeakLimiter(rate, 2, ceilingDbtp);
    limiter.setGainDb(gainDb);
    float[][] first = new float[2][frames + limiter.latencyFrames()];
    int got = limiter.process(sound, 0, frames, first);
    float[][] last = new float[2][limiter.latencyFrames()];
    int rest = limiter.finish(last);
    for (int channel = 0; channel < 2; channel++) {
      out[channel] = Arrays.copyOf(first[channel], got + rest);
      System.arraycopy(last[channel], 0, out[channel], got, rest);
    }
    return limiter.maxReductionDb() > 0.1;
  }

  private static float[][] resampled(float[][] sound, int frames, int from, int to)
      throws MediaException {
    try (Resampler resampler = Resampler.open(from, to, 2)) {
      float[][] first = new float[2][resampler.outputFramesAtMost(frames)];
      int got = resampler.process(sound, 0, frames, first);
      float[][] last = new float[2][resampler.outputFramesAtMost(0)];
      int rest = resampler.finish(last);
      float[][] all = new float[2][];
      for (int channel = 0; channel < 2; channel++) {
        all[channel] = Arrays.copyOf(first[channel], got + rest);
        System.arraycopy(last[channel], 0, all[channel], got, rest);
      }
      return all;
    }
  }

  /** Encodes and decodes; returns the decoded sound at 48 kHz, aligned to the input. */
  private static float[][] coded(
      float[][] input, AacSettings settings, double[] peakAndCpu, int frames)
      throws MediaException {
    int length = input[0].length;
    float[][] decoded = new float[2][length];
    List<byte[]> packets = new ArrayList<>();
    try (AacEncoder encoder = AacEncoder.open(settings)) {
      long before = THREADS.getCurrentThreadCpuTime();
      encoder.encode(input, 0, length, (EncodedPacket packet) -> packets.add(packet.copy()));
      encoder.finish((EncodedPacket packet) -> packets.add(packet.copy()));
      peakAndCpu[1] = (THREADS.getCurrentThreadCpuTime() - before) / 1e9;
      decode(encoder, packets, decoded);
    }
    TruePeakMeter peak = new TruePeakMeter(settings.sampleRate(), 2);
    peak.feed(decoded, 0, length);
    peak.finish();
    peakAndCpu[0] = 20 * Math.log10(peak.peak());
    float[][] heard = resampled(decoded, length, settings.sampleRate(), QualityMeter.SAMPLE_RATE);
    return new float[][] {Arrays.copyOf(heard[0], frames), Arrays.copyOf(heard[1], frames)};
  }

  private static void decode(AacEncoder encoder, List<byte[]> packets, float[][] into)
      throws MediaException {
    AudioBlock block = new AudioBlock();
    int at = -AacEncoder.DELAY_FRAMES;
    try (AacDecoder decoder = AacDecoder.open(encoder)) {
      for (byte[] packet : packets) {
        int got = decoder.decode(packet, 0, packet.length, block);
        int from = Math.clamp(-at, 0, got);
        int to = Math.clamp(into[0].length - at, from, got);
        for (int channel = 0; channel < 2; channel++) {
          System.arraycopy(block.samples()[channel], from, into[channel], at + from, to - from);
        }
        at += got;
      }
    }
  }
}
