package org.audioprocessor.loudness.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.audioprocessor.loudness.Decibels;
import org.audioprocessor.loudness.LoudnessEnvelope;
import org.junit.jupiter.api.Test;

class RangeCurveTest {
  /** One level a second. */
  private static LoudnessEnvelope levels(double... lufs) {
    LoudnessEnvelope envelope = new LoudnessEnvelope();
    for (double level : lufs) {
      for (int hop = 0; hop < 100; hop++) {
        envelope.add(Decibels.meanSquare(level), new float[] {0.1f, 0.1f, 0.1f, 0.1f});
      }
    }
    return envelope;
  }

  private static double[] track() {
    double[] levels = new double[120];
    for (int second = 0; second < levels.length; second++) {
      levels[second] = (second / 30) % 2 == 0 ? -15 : -30 + 0.5 * Math.sin(second);
    }
    return levels;
  }

  @Test
  void itMovesByAtMost2DecibelsASecond() {
    GainCurve curve = new RangeCurve(levels(track())).lifting(6);
    for (double seconds = 0; seconds < 119; seconds += 0.05) {
      double change = curve.gainDbAt(seconds + 0.05) - curve.gainDbAt(seconds);
      assertThat(Math.abs(change)).isLessThanOrEqualTo(0.1);
    }
  }

  @Test
  void quietPassagesAreLiftedAsAWholeAndLoudOnesNotAtAll() {
    GainCurve curve = new RangeCurve(levels(track())).lifting(4);
    assertThat(curve.gainDbAt(15)).isZero();
    assertThat(curve.gainDbAt(75)).isZero();
    for (double seconds = 36; seconds < 54; seconds += 0.5) {
      assertThat(curve.gainDbAt(seconds)).isCloseTo(4, within(0.25));
    }
  }

  @Test
  void nothingBelowTheGateIsLifted() {
    double[] levels = track();
    for (int second = 40; second < 50; second++) {
      levels[second] = -50;
    }
    GainCurve curve = new RangeCurve(levels(levels)).lifting(6);
    for (double seconds = 42; seconds < 48; seconds += 0.1) {
      assertThat(curve.gainDbAt(seconds)).isZero();
    }
    assertThat(curve.gainDbAt(36)).isGreaterThan(3);
  }

  @Test
  void neitherALeadInNorAFadeOutIsLifted() {
    double[] levels = track();
    for (int second = 0; second < 10; second++) {
      levels[second] = -40 + 2.5 * second;
      levels[119 - second] = -45 + 1.5 * second;
    }
    GainCurve curve = new RangeCurve(levels(levels)).lifting(6);
    for (double seconds = 0; seconds < 10; seconds += 0.5) {
      assertThat(curve.gainDbAt(seconds)).isZero();
      assertThat(curve.gainDbAt(119.5 - seconds)).isZero();
    }
    assertThat(curve.gainDbAt(100)).isGreaterThan(3);
  }

  @Test
  void aQuietOpeningIsAPassageAndNoLeadIn() {
    double[] levels = track();
    for (int second = 0; second < 25; second++) {
      levels[second] = -30;
    }
    assertThat(new RangeCurve(levels(levels)).lifting(5).gainDbAt(12)).isCloseTo(5, within(0.25));
  }
}
