package org.audioprocessor.quality;

import org.audioprocessor.quality.peaq.ModelOutputs;

/**
 * The 2f-model: an estimate of the mean score in a MUSHRA test from two model outputs of PEAQ Basic
 * (T. Kastner and J. Herre, "An Efficient Model for Estimating Subjective Quality of Separated
 * Audio Source Signals", WASPAA 2019).
 */
final class TwoFModel {
  private TwoFModel() {}

  /** 0 bad to 100 excellent. */
  static double score(ModelOutputs outputs) {
    double modulation = -0.0282 * outputs.avgModDiff1() - 0.8628;
    double score = 56.1345 / (1 + modulation * modulation) - 27.1451 * outputs.adb() + 86.3515;
    return Math.clamp(score, 0, 100);
  }
}
