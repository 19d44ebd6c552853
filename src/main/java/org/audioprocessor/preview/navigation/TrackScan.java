package org.audioprocessor.preview.navigation;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.audioprocessor.loudness.HopListener;
import org.audioprocessor.loudness.LoudnessMeter;
import org.audioprocessor.loudness.TruePeakMeter;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.preview.PcmSource.StereoStream;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.PreviewTrack;
import org.audioprocessor.preview.Rendition;
import org.audioprocessor.preview.navigation.Waveform.WaveformBuilder;
import org.audioprocessor.preview.source.TrackSources;

/** Decodes a whole rendition once and finds its waveform, loudest second and peak. */
public final class TrackScan {
  private static final int CHANNELS = 2;
  private static final int STEPS_PER_SECOND = 100;

  private final StereoStream stream;
  private final int sampleRate;
  private final WaveformBuilder waveform;
  private final LoudnessMeter meter;
  private final TruePeakMeter peaks;
  private final LoudestSecond loudest = new LoudestSecond();
  private final long endFrame;
  private long frame;
  private double highestPeak;
  private long highestPeakFrame;

  private TrackScan(StereoStream stream) {
    this.stream = stream;
    sampleRate = stream.sampleRate();
    waveform = new WaveformBuilder(sampleRate);
    meter = LoudnessMeter.stereo(sampleRate);
    meter.onHop(loudest);
    peaks = new TruePeakMeter(sampleRate, CHANNELS);
    frame = stream.firstFrame();
    OptionalDouble seconds = stream.musicSeconds();
    endFrame =
        seconds.isPresent() ? Math.round(seconds.getAsDouble() * sampleRate) : Long.MAX_VALUE;
  }

  /**
   * Scans one rendition, which takes seconds.
   *
   * @param workFolder an existing folder for a temporary copy of the M4A
   * @param cancelled polled often
   * @throws InterruptedException also if it was cancelled
   */
  public static Navigation of(
      PreviewTrack track, Rendition rendition, Path workFolder, BooleanSupplier cancelled)
      throws PlaybackException, InterruptedException {
    try (TrackSources sources = TrackSources.open(track, workFolder);
        StereoStream stream = sources.of(rendition).open(0)) {
      List<Double> joints =
          rendition.kind() == Rendition.Kind.RUNG ? sources.jointSeconds(rendition) : List.of();
      return new TrackScan(stream).run(joints, cancelled);
    }
  }

  private Navigation run(List<Double> joints, BooleanSupplier cancelled)
      throws PlaybackException, InterruptedException {
    AudioBlock block = new AudioBlock();
    while (frame < endFrame && stream.read(block)) {
      if (cancelled.getAsBoolean() || Thread.interrupted()) {
        throw new InterruptedException("the scan was cancelled");
      }
      int from = Math.clamp(-frame, 0, block.frames());
      int to = Math.clamp(endFrame - frame, from, block.frames());
      measure(block, from, to);
      frame += block.frames();
    }
    boolean sound = highestPeak > 0;
    return new Navigation(
        waveform.waveform(),
        Math.min(frame, endFrame) / (double) sampleRate,
        loudest.beginSeconds(),
        sound ? OptionalDouble.of(highestPeakFrame / (double) sampleRate) : OptionalDouble.empty(),
        sound ? OptionalDouble.of(20 * Math.log10(highestPeak)) : OptionalDouble.empty(),
        joints);
  }

  private void measure(AudioBlock block, int from, int to) {
    waveform.add(block.samples(), from, to - from);
    meter.feed(block.samples(), from, to - from);
    int step = sampleRate / STEPS_PER_SECOND;
    for (int at = from; at < to; at += step) {
      int frames = Math.min(step, to - at);
      peaks.feed(block.samples(), at, frames);
      if (peaks.peak() > highestPeak) {
        highestPeak = peaks.peak();
        highestPeakFrame = frame + at + frames / 2;
      }
    }
  }

  /** Finds the loudest second, K-weighted and ungated, in hops of 10 ms. */
  private static final class LoudestSecond implements HopListener {
    private static final int HOPS_PER_SECOND = 100;

    private final double[] last = new double[HOPS_PER_SECOND];
    private long hops;
    private double most;
    private long mostAfter = -1;

    @Override
    public void hop(double weightedMeanSquare, double samplePeak) {
      last[(int) (hops % HOPS_PER_SECOND)] = weightedMeanSquare;
      hops++;
      double sum = 0;
      // summed each time: a running difference would keep rounding errors of loud passages
      for (double hop : last) {
        sum += hop;
      }
      if (sum > most) {
        most = sum;
        mostAfter = hops;
      }
    }

    /** Start of the loudest second; 0 for a track of less than a second. */
    OptionalDouble beginSeconds() {
      return mostAfter < 0
          ? OptionalDouble.empty()
          : OptionalDouble.of(Math.max(0, mostAfter - HOPS_PER_SECOND) / (double) HOPS_PER_SECOND);
    }
  }

  /**
   * Jump targets of a track, in seconds of music.
   *
   * @param musicSeconds its duration
   * @param loudestSeconds start of the loudest second; empty for silence
   * @param highestPeakSeconds the highest true peak, to 10 ms; empty for digital silence
   * @param highestPeakDbtp its level
   * @param jointSeconds the joints of the rung's segments; empty for other renditions
   */
  public record Navigation(
      Waveform waveform,
      double musicSeconds,
      OptionalDouble loudestSeconds,
      OptionalDouble highestPeakSeconds,
      OptionalDouble highestPeakDbtp,
      List<Double> jointSeconds) {
    public Navigation {
      jointSeconds = List.copyOf(jointSeconds);
    }
  }
}
