package org.audioprocessor.preview.navigation;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.audioprocessor.loudness.LoudnessMeter;
import org.audioprocessor.loudness.TruePeakMeter;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.PreviewTrack;
import org.audioprocessor.preview.Rendition;
import org.audioprocessor.preview.StereoStream;
import org.audioprocessor.preview.source.TrackSources;

/** Listens once to a whole rendition, as fast as it can, and notes where to listen. */
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
   * Scans one rendition; takes seconds, for a thread in the background.
   *
   * @param workFolder exists; for a copy of the M4A meanwhile
   * @param cancelled asked often
   * @throws InterruptedException also when it was cancelled
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
        throw new InterruptedException("the scan is not wanted any more");
      }
      int from = Math.clamp(-frame, 0, block.frames());
      int to = Math.clamp(endFrame - frame, from, block.frames());
      hear(block, from, to);
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

  private void hear(AudioBlock block, int from, int to) {
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
}
