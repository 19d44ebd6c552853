package org.audioprocessor.quality;

import org.audioprocessor.quality.peaq.Cognition;
import org.audioprocessor.quality.peaq.ModelOutputs;

/**
 * How good a signal sounds compared with its reference.
 *
 * @param odg objective difference grade of PEAQ Basic: 0 imperceptible, −1 perceptible but not
 *     annoying, −2 slightly annoying, −3 annoying, −4 very annoying; 0.22 is the highest value
 * @param score2f the 2f-model's estimate of a MUSHRA score: 0 bad to 100 excellent
 * @param outputs what both follow from
 */
public record QualityScore(double odg, double score2f, ModelOutputs outputs) {
  static QualityScore of(ModelOutputs outputs) {
    return new QualityScore(
        Cognition.objectiveDifferenceGrade(Cognition.distortionIndex(outputs)),
        TwoFModel.score(outputs),
        outputs);
  }
}
