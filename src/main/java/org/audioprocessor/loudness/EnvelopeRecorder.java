package org.audioprocessor.loudness;

import java.util.Arrays;

/**
 * Records a {@link LoudnessEnvelope} of stereo beside a meter that is fed the same.
 *
 * <p>For each bandwidth (of an encoder) it also records the energy below it, so that a plan can
 * predict the loss of a rung. For one thread.
 */
public final class EnvelopeRecorder {
  private static final int CHANNELS = 2;

  private final int sampleRate;
  private final KWeighting[] weightings = new KWeighting[CHANNELS];
  private final LowPass[][] lowPasses;
  private final double[] weighted;
  private final double[] energies = new double[CHANNELS];
  private final double[][] bandEnergies;
  private final float[] quarterPeaks = new float[LoudnessEnvelope.QUARTERS];
  private final OffsetMeter[] offsets = {new OffsetMeter(), new OffsetMeter()};
  private final double[] quarterSums = new double[CHANNELS];
  private final LoudnessEnvelope envelope;

  private long frame;
  private long hopStart;
  private long hopEnd;

  /**
   * A recorder for one signal.
   *
   * @param sampleRate 8 000 to 192 000 Hz
   * @param bandwidthsHz one a rung; may be empty
   * @throws IllegalArgumentException if the rate is out of range
   */
  public EnvelopeRecorder(int sampleRate, double[] bandwidthsHz) {
    LoudnessMeter.requireSupported(sampleRate, CHANNELS);
    this.sampleRate = sampleRate;
    lowPasses = new LowPass[CHANNELS][bandwidthsHz.length];
    for (int channel = 0; channel < CHANNELS; channel++) {
      weightings[channel] = new KWeighting(sampleRate);
      Arrays.setAll(lowPasses[channel], band -> new LowPass(sampleRate, bandwidthsHz[band]));
    }
    bandEnergies = new double[CHANNELS][bandwidthsHz.length];
    envelope = new LoudnessEnvelope(bandwidthsHz);
    hopEnd = HopWindow.startOf(1, sampleRate);
    weighted = new double[(int) hopEnd + 1];
  }

  /** Records {@code frames} frames of {@code stereo[channel]} from {@code offset}. */
  public void feed(float[][] stereo, int offset, int frames) {
    int position = offset;
    int left = frames;
    while (left > 0) {
      int quarter = quarterOf(frame);
      int count = (int) Math.min(left, startOfQuarter(quarter + 1) - frame);
      for (int channel = 0; channel < CHANNELS; channel++) {
        record(channel, stereo[channel], position, count, quarter);
      }
      position += count;
      left -= count;
      frame += count;
      if (frame == startOfQuarter(quarter + 1)) {
        completeQuarter(quarter);
      }
      if (frame == hopEnd) {
        completeHop();
      }
    }
  }

  private long startOfQuarter(int quarter) {
    return hopStart + (hopEnd - hopStart) * quarter / LoudnessEnvelope.QUARTERS;
  }

  private int quarterOf(long at) {
    int quarter = LoudnessEnvelope.QUARTERS - 1;
    while (startOfQuarter(quarter) > at) {
      quarter--;
    }
    return quarter;
  }

  private void record(int channel, float[] samples, int offset, int frames, int quarter) {
    float peak = TruePeakFilter.samplePeak(samples, offset, frames);
    quarterPeaks[quarter] = Math.max(quarterPeaks[quarter], peak);
    quarterSums[channel] += sum(samples, offset, frames);
    weightings[channel].filter(samples, offset, frames, weighted);
    double sum = energies[channel];
    for (int i = 0; i < frames; i++) {
      sum += weighted[i] * weighted[i];
    }
    energies[channel] = sum;
    double[] bands = bandEnergies[channel];
    for (int band = 0; band < bands.length; band++) {
      bands[band] = lowPasses[channel][band].addSquares(bands[band], weighted, frames);
    }
  }

  /** Four sums at a time, which a processor adds in parallel. */
  private static double sum(float[] samples, int offset, int frames) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int end = offset + frames;
    int i = offset;
    for (; i + 4 <= end; i += 4) {
      a += samples[i];
      b += samples[i + 1];
      c += samples[i + 2];
      d += samples[i + 3];
    }
    for (; i < end; i++) {
      a += samples[i];
    }
    return a + b + c + d;
  }

  private void completeQuarter(int quarter) {
    int frames = (int) (startOfQuarter(quarter + 1) - startOfQuarter(quarter));
    for (int channel = 0; channel < CHANNELS; channel++) {
      offsets[channel].add(quarterSums[channel], frames);
      quarterSums[channel] = 0;
    }
  }

  private void completeHop() {
    long frames = hopEnd - hopStart;
    double[] bandMeanSquares = new double[bandEnergies[0].length];
    Arrays.setAll(
        bandMeanSquares, band -> (bandEnergies[0][band] + bandEnergies[1][band]) / frames);
    envelope.add((energies[0] + energies[1]) / frames, quarterPeaks, bandMeanSquares);
    Arrays.fill(quarterPeaks, 0);
    for (int channel = 0; channel < CHANNELS; channel++) {
      energies[channel] = 0;
      Arrays.fill(bandEnergies[channel], 0);
      weightings[channel].settle();
      for (LowPass lowPass : lowPasses[channel]) {
        lowPass.settle();
      }
    }
    hopStart = hopEnd;
    hopEnd = HopWindow.startOf(envelope.hops() + 1L, sampleRate);
  }

  /** The mean of a channel's samples. */
  public double offset(int channel) {
    return offsets[channel].offset();
  }

  /**
   * Share of the power that lies below hearing, in the channel with more of it; an offset does not
   * count.
   */
  public double infrasoundShare() {
    double weightedPower = 0;
    for (int hop = 0; hop < envelope.hops(); hop++) {
      weightedPower += envelope.weightedMeanSquare(hop);
    }
    double programme = envelope.hops() == 0 ? 0 : weightedPower / envelope.hops() / CHANNELS;
    double highest = 0;
    for (OffsetMeter channel : offsets) {
      double power = channel.bassPower() + programme;
      highest = Math.max(highest, power > 0 ? channel.infrasoundPower() / power : 0);
    }
    return highest;
  }

  /** Returns the envelope of the complete hops. */
  public LoudnessEnvelope envelope() {
    return envelope;
  }
}
