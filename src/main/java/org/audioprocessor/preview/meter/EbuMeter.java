package org.audioprocessor.preview.meter;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.audioprocessor.loudness.LoudnessMeter;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.loudness.TruePeakMeter;
import org.audioprocessor.preview.meter.LoudnessHistory.HistoryPoint;

/**
 * A live meter in EBU mode (EBU Tech 3341) for stereo. One thread feeds it the audible sound; any
 * thread reads and controls it. Readings are updated 50 times per second of sound.
 */
public final class EbuMeter {
  private static final int CHANNELS = 2;
  private static final int READINGS_PER_SECOND = 50;
  private static final int READINGS_PER_PEAK = 5;
  private static final int READINGS_PER_POINT =
      READINGS_PER_SECOND / LoudnessHistory.POINTS_PER_SECOND;

  private final int sampleRate;

  /** Never pauses: for momentary and short-term loudness. */
  private final LoudnessMeter live;

  private final LoudnessMeter integrating;
  private final TruePeakMeter peaks;
  private final LoudnessHistory history = new LoudnessHistory();
  private final AtomicInteger resetsAsked = new AtomicInteger();

  private int resetsDone;
  private long frames;
  private long readings;
  private volatile boolean running = true;
  private volatile Published published;

  /** A reading and the number of resets before it. */
  private record Published(EbuReading reading, int resets) {}

  /**
   * Creates a running meter.
   *
   * @param sampleRate in Hz
   * @param targetLufs 0 LU of its scales
   */
  public EbuMeter(int sampleRate, double targetLufs) {
    this.sampleRate = sampleRate;
    live = LoudnessMeter.stereo(sampleRate);
    integrating = LoudnessMeter.stereo(sampleRate);
    peaks = new TruePeakMeter(sampleRate, CHANNELS);
    published = new Published(EbuReading.none(targetLufs), 0);
  }

  /** Starts or continues the integration. */
  public void start() {
    running = true;
  }

  /** Pauses integrated loudness, range and maxima until {@link #start}. */
  public void pause() {
    running = false;
  }

  /** Resets integrated loudness, range, maxima and history, also while it is paused. */
  public void reset() {
    resetsAsked.incrementAndGet();
    history.clear();
  }

  /**
   * Resets all figures for another sound, including momentary and short-term loudness. For the
   * feeding thread only.
   */
  public void restart() {
    live.reset();
    peaks.forgetPeaks();
    published = new Published(EbuReading.none(published.reading().targetLufs()), resetsDone);
    reset();
  }

  /** The current reading. */
  public EbuReading reading() {
    Published latest = published;
    EbuReading reading = latest.reading();
    return reading.withIntegrated(
        running,
        latest.resets() == resetsAsked.get() ? reading.integrated() : EbuReading.Integrated.NONE);
  }

  /** The history points from this number, of the last ten minutes. */
  public List<HistoryPoint> history(long from) {
    return history.since(from);
  }

  /** Measures the next frames of two planes, which are not kept. */
  public void feed(float[][] stereo, int offset, int count) {
    int at = offset;
    int left = count;
    while (left > 0) {
      int step = (int) Math.min(left, nextReading() - frames);
      hear(stereo, at, step);
      at += step;
      left -= step;
      if (frames == nextReading()) {
        readings++;
        publish();
      }
    }
  }

  private long nextReading() {
    return (readings + 1) * sampleRate / READINGS_PER_SECOND;
  }

  private void hear(float[][] stereo, int offset, int count) {
    int asked = resetsAsked.get();
    if (asked != resetsDone) {
      integrating.reset();
      resetsDone = asked;
    }
    live.feed(stereo, offset, count);
    peaks.feed(stereo, offset, count);
    if (running) {
      integrating.feed(stereo, offset, count);
    }
    frames += count;
  }

  private void publish() {
    LoudnessSnapshot now = live.snapshot();
    EbuReading before = published.reading();
    EbuReading reading =
        new EbuReading(
            running,
            now.momentaryLufs(),
            now.shortTermLufs(),
            readings % READINGS_PER_PEAK == 0 ? takePeaks() : before.truePeakDbtp(),
            integrated(integrating.snapshot()),
            before.targetLufs());
    published = new Published(reading, resetsDone);
    if (readings % READINGS_PER_POINT == 0) {
      history.add(now.momentaryLufs(), now.shortTermLufs());
    }
  }

  private List<OptionalDouble> takePeaks() {
    List<OptionalDouble> taken = new ArrayList<>();
    for (int channel = 0; channel < CHANNELS; channel++) {
      float peak = peaks.peak(channel);
      taken.add(peak > 0 ? OptionalDouble.of(20 * Math.log10(peak)) : OptionalDouble.empty());
    }
    peaks.forgetPeaks();
    return List.copyOf(taken);
  }

  private static EbuReading.Integrated integrated(LoudnessSnapshot since) {
    return new EbuReading.Integrated(
        since.integratedLufs(),
        since.loudnessRangeLu(),
        since.rangeUnstable(),
        since.maxMomentaryLufs(),
        since.maxShortTermLufs(),
        since.truePeakPerChannelDbtp(),
        since.seconds());
  }
}
