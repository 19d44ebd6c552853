package org.audioprocessor.loudness.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.audioprocessor.loudness.Decibels;
import org.junit.jupiter.api.Test;

class GainCurveTest {
  private static final int RATE = 44_100;
  private static final GainCurve RISE =
      new GainCurve(new double[] {0, 0, 0.2, 0.4, 0.6, 0.8, 1, 1, 1, 0.8, 0.6});

  private static float[][] ones(int frames) {
    float[][] ones = new float[2][frames];
    Arrays.fill(ones[0], 1);
    Arrays.fill(ones[1], 1);
    return ones;
  }

  @Test
  void theFlatCurveTouchesNothing() {
    float[][] signal = ones(5000);
    GainCurve.FLAT.apply(signal, 0, 5000, 123_456, RATE);
    assertThat(signal).isDeepEqualTo(ones(5000));
    assertThat(GainCurve.FLAT.isFlat()).isTrue();
    assertThat(RISE.isFlat()).isFalse();
  }

  @Test
  void theGainRunsFromKnotToKnotWithoutASteps() {
    float[][] signal = ones(2 * RATE);
    RISE.apply(signal, 0, 2 * RATE, 0, RATE);
    for (int frame = 0; frame < 2 * RATE; frame += 441) {
      assertThat(Decibels.ofAmplitude(signal[1][frame]))
          .isCloseTo(RISE.gainDbAt((double) frame / RATE), within(1e-5));
    }
    double largestStep = 0;
    for (int frame = 1; frame < 2 * RATE; frame++) {
      largestStep = Math.max(largestStep, Math.abs(signal[0][frame] - signal[0][frame - 1]));
    }
    // 2 dB a second
    assertThat(largestStep).isLessThan(0.3 / RATE + 1e-6);
    assertThat((double) signal[0][2 * RATE - 1]).isCloseTo(Decibels.toAmplitude(0.6), within(1e-6));
  }

  @Test
  void theBlockSizeChangesNothing() {
    int rate = 11_025;
    float[][] whole = ones(2 * rate);
    RISE.apply(whole, 0, 2 * rate, 0, rate);
    float[][] pieces = ones(2 * rate);
    for (int frame = 0; frame < 2 * rate; frame += 97) {
      RISE.apply(pieces, frame, Math.min(97, 2 * rate - frame), frame, rate);
    }
    assertThat(pieces).isDeepEqualTo(whole);
  }
}
