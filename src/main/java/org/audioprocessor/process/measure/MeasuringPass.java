package org.audioprocessor.process.measure;

import java.util.List;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.loudness.Burst;
import org.audioprocessor.loudness.EnvelopeRecorder;
import org.audioprocessor.loudness.LoudnessEnvelope;
import org.audioprocessor.loudness.LoudnessMeter;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.Resampler;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.RenderSettings;
import org.audioprocessor.process.Source;

/**
 * One decode of a source, measured as the highest rung can deliver it.
 *
 * <p>Music has neither infrasound nor anything above that rung's band, and is measured as it is. A
 * pass that finds such things is to be repeated without them.
 */
final class MeasuringPass implements AutoCloseable {
  /** By then a source that is to be repaired has usually shown it. */
  private static final double FIRST_LOOK_SECONDS = 15;

  private static final int MEASURED_AS_IS_UP_TO_HZ = 48_000;

  /** 0.15 dB of the power. */
  private static final double POWER_ABOVE_BAND = 0.034;

  /** 2 dB. */
  private static final double POWER_ABOVE_RUNG = 0.37;

  private static final double INFRASOUND_SHARE = 0.01;

  /** Of the highest peak: 0.1 dB. */
  private static final double OFFSET_THAT_COUNTS = 0.01;

  private static final double SMALLEST_OFFSET = 0.0005;

  private final StereoSource input;
  private final Repairs repairs;
  private final boolean inBand;
  private final Resampler resampler;
  private final LoudnessMeter meter;
  private final EnvelopeRecorder envelope;
  private float[][] resampled = new float[2][0];
  private boolean wholeSource;

  private MeasuringPass(
      StereoSource input, Repairs repairs, boolean inBand, Resampler resampler, Setup setup) {
    this.input = input;
    this.repairs = repairs;
    this.inBand = inBand;
    this.resampler = resampler;
    this.meter = LoudnessMeter.stereo(setup.rate);
    this.envelope = setup.recorder();
  }

  private record Setup(int rate, List<Double> bandwidthsHz) {
    EnvelopeRecorder recorder() {
      return new EnvelopeRecorder(
          rate, bandwidthsHz.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  /** Opens a pass over what one rung can carry of a repaired source. */
  static MeasuringPass ofRung(
      Source source, RenderSettings settings, Repairs repairs, Rung rung, CancelToken cancel)
      throws MediaException {
    StereoSource input = StereoSource.open(source.file(), settings.limits(), repairs, cancel);
    try {
      double edge = LoudnessEnvelope.edgeHz(settings.encoder().bandwidthHz(rung));
      Resampler resampler = Resampler.open(input.info().sampleRate(), rung.sampleRate(), 2, edge);
      return new MeasuringPass(
          input, repairs, true, resampler, new Setup(rung.sampleRate(), List.of()));
    } catch (Throwable t) {
      input.close();
      throw t;
    }
  }

  /** Opens a pass over a repaired source, with or without what lies above the highest band. */
  static MeasuringPass open(
      Source source, RenderSettings settings, Repairs repairs, boolean inBand, CancelToken cancel)
      throws MediaException {
    StereoSource input = StereoSource.open(source.file(), settings.limits(), repairs, cancel);
    try {
      List<Double> bandwidths =
          settings.ladder().rungs().stream().map(settings.encoder()::bandwidthHz).toList();
      Rung highest = settings.ladder().rungs().getLast();
      int sourceRate = input.info().sampleRate();
      boolean resamples = inBand || sourceRate > MEASURED_AS_IS_UP_TO_HZ;
      int rate = resamples ? highest.sampleRate() : sourceRate;
      double edge = inBand ? LoudnessEnvelope.edgeHz(bandwidths.getLast()) : Double.MAX_VALUE;
      Resampler resampler = Resampler.open(sourceRate, rate, 2, edge);
      return new MeasuringPass(input, repairs, inBand, resampler, new Setup(rate, bandwidths));
    } catch (Throwable t) {
      input.close();
      throw t;
    }
  }

  /**
   * Measures the next block; false at the end.
   *
   * @param mayEndEarly whether to end as soon as the pass is known to be repeated
   */
  boolean next(boolean mayEndEarly) throws MediaException {
    if (!input.next()) {
      end();
      return false;
    }
    AudioBlock block = input.block();
    double before = input.seconds() - block.frames() / (double) input.info().sampleRate();
    makeRoom(block.frames());
    feed(resampler.process(block.samples(), 0, block.frames(), resampled));
    boolean look = before < FIRST_LOOK_SECONDS && input.seconds() >= FIRST_LOOK_SECONDS;
    return !(mayEndEarly && look && (wantsBand() != inBand || wantsOtherRepairs()));
  }

  private void makeRoom(int frames) {
    int most = resampler.outputFramesAtMost(frames);
    if (resampled[0].length < most) {
      resampled = new float[2][most];
    }
  }

  private void feed(int frames) {
    meter.feed(resampled, 0, frames);
    envelope.feed(resampled, 0, frames);
  }

  private void end() throws MediaException {
    makeRoom(0);
    feed(resampler.finish(resampled));
    wholeSource = true;
  }

  /** Whether another pass, with {@link #wanted} and {@link #wantsBand}, will measure otherwise. */
  boolean isToBeRepeated() {
    return wantsBand() != inBand || wantsOtherRepairs() || !bursts().isEmpty();
  }

  boolean isInBand() {
    return inBand;
  }

  /** Whether what lies above the highest rung's band is to be removed. */
  boolean wantsBand() {
    return inBand || powerAbove(envelope().bands() - 1) > POWER_ABOVE_BAND;
  }

  /** Whether a rung loses so much above its band that it is to be measured by itself. */
  boolean wantsOwnPass(int band) {
    return powerAbove(band) > POWER_ABOVE_RUNG;
  }

  /** The share of the weighted power that lies above a band. */
  private double powerAbove(int band) {
    LoudnessEnvelope found = envelope();
    double all = 0;
    double below = 0;
    for (int hop = 0; hop < found.hops(); hop++) {
      all += found.weightedMeanSquare(hop);
      below += found.bandMeanSquare(band, hop);
    }
    return all > 0 ? 1 - below / all : 0;
  }

  private boolean wantsOtherRepairs() {
    double offset = Math.max(Math.abs(envelope.offset(0)), Math.abs(envelope.offset(1)));
    return offset > OFFSET_THAT_COUNTS * highestPeak()
        || (!repairs.highPass() && envelope.infrasoundShare() > INFRASOUND_SHARE);
  }

  private List<Burst> bursts() {
    boolean damage = wholeSource && input.decoded().errors() > 0;
    return wholeSource && repairs.bursts().isEmpty()
        ? Burst.in(envelope.envelope(), damage)
        : List.of();
  }

  private float highestPeak() {
    LoudnessEnvelope found = envelope.envelope();
    float peak = 0;
    for (int hop = 0; hop < found.hops(); hop++) {
      peak = Math.max(peak, found.samplePeak(hop));
    }
    return peak;
  }

  /** The repairs that the source needs, by what is known so far. */
  Repairs wanted() {
    float[] offsets = {repairs.offsetLeft(), repairs.offsetRight()};
    for (int channel = 0; channel < offsets.length; channel++) {
      double rest = envelope.offset(channel);
      // a high-pass leaves no offset but its own beginning
      if (!repairs.highPass() && Math.abs(rest) > SMALLEST_OFFSET * highestPeak()) {
        offsets[channel] += (float) rest;
      }
    }
    boolean highPass = repairs.highPass() || envelope.infrasoundShare() > INFRASOUND_SHARE;
    List<Burst> found = bursts();
    return new Repairs(
        offsets[0], offsets[1], highPass, found.isEmpty() ? repairs.bursts() : found);
  }

  StereoSource input() {
    return input;
  }

  LoudnessMeter meter() {
    return meter;
  }

  LoudnessEnvelope envelope() {
    return envelope.envelope();
  }

  @Override
  public void close() {
    try (input;
        resampler) {
      // both are closed, in reverse order
    }
  }
}
