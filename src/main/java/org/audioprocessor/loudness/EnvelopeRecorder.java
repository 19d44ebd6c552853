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

  /** Returns the envelope of the complete hops. */
  public LoudnessEnvelope envelope() {
    return envelope;
  }
}
