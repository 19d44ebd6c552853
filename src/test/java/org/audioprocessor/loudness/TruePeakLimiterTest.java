package org.audioprocessor.loudness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.audioprocessor.testing.Signals.at;

import java.util.List;
import java.util.Random;
import org.audioprocessor.testing.Signals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TruePeakLimiterTest {
  private static final double CEILING = -1.5;

  private static TruePeakLimiter limiter(int rate, double gainDb) {
    TruePeakLimiter limiter = new TruePeakLimiter(rate, 2, CEILING);
    limiter.setGainDb(gainDb);
    return limiter;
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 24_000, 32_000, 44_100, 48_000, 96_000, 192_000})
  void theCeilingHoldsWhateverComes(int rate) {
    List<float[][]> signals =
        List.of(
            Signals.whiteNoise(rate, 1, 1, 1),
            Signals.pinkNoise(rate, 1, 1, 2),
            Signals.clicks(rate, 1, 1, 3),
            Signals.square(rate, 1, 997, 1),
            Signals.square(rate, 1, 50, 1),
            Signals.sine(rate, 0.3, rate / 4.0, 1, 0),
            Signals.sine(rate, 0.3, rate / 4.0, 1, 20),
            Signals.sine(rate, 0.3, rate / 4.0, 1, 45),
            Signals.music(rate, 4, at(-20, 1), at(0, 1)),
            bursts(rate));
    for (double gainDb : new double[] {0, 6, 20}) {
      for (int i = 0; i < signals.size(); i++) {
        float[][] out = Metered.limited(limiter(rate, gainDb), signals.get(i));
        assertThat(Metered.truePeakDbtp(rate, out))
            .as("signal %d, %s dB", i, gainDb)
            .isLessThanOrEqualTo(CEILING);
      }
    }
  }

  /** Noise whose level jumps by up to 40 dB every few samples: the worst for a moving gain. */
  private static float[][] bursts(int rate) {
    float[][] noise = Signals.whiteNoise(rate, 1, 1, 5);
    Random random = new Random(6);
    float level = 1;
    for (int i = 0; i < noise[0].length; i++) {
      if (random.nextInt(60) == 0) {
        level = (float) Decibels.toAmplitude(-40 * random.nextDouble());
      }
      noise[0][i] *= level;
      noise[1][i] *= level;
    }
    return noise;
  }

  @Test
  void whatStaysUnderTheCeilingPassesUnchangedToTheBit() {
    float[][] sine = Signals.sine(44_100, 1, 997, Decibels.toAmplitude(-1.6), 0);
    TruePeakLimiter limiter = limiter(44_100, 0);
    assertThat(Metered.limited(limiter, sine)).isDeepEqualTo(sine);
    assertThat(limiter.maxReductionDb()).isZero();
  }

  @Test
  void aSteadyToneIsTurnedDownAndNotBent() {
    float[][] sine = Signals.sine(44_100, 2, 997, 1, 0);
    float[][] out = Metered.limited(limiter(44_100, 4.5), sine);
    double factor = Decibels.toAmplitude(CEILING - 0.05);
    for (int i = 22_050; i < 66_150; i++) {
      assertThat((double) out[0][i]).isCloseTo(factor * sine[0][i], within(0.002));
    }
  }

  @Test
  void theGainFallsAheadOfAPeakAndRisesAfterItWithoutAStep() {
    float[][] signal = Signals.silence(44_100, 0.5);
    for (float[] channel : signal) {
      java.util.Arrays.fill(channel, 0.25f);
      channel[11_025] = 2;
    }
    float[][] out = Metered.limited(limiter(44_100, 0), signal);
    double largestStep = 0;
    for (int i = 1; i < out[0].length; i++) {
      boolean click = i == 11_025 || i == 11_026;
      largestStep = Math.max(largestStep, click ? 0 : Math.abs(out[0][i] - out[0][i - 1]) / 0.25);
    }
    assertThat(largestStep).isLessThan(0.01);
    assertThat(out[0][11_025 - 300]).isEqualTo(0.25f);
    assertThat((double) out[0][11_025 + 3528]).as("80 ms later").isBetween(0.18, 0.24);
    assertThat(out[0][out[0].length - 1]).isCloseTo(0.25f, within(0.01f));
  }

  @Test
  void bothChannelsGetTheSameGain() {
    float[][] signal = Signals.whiteNoise(44_100, 1, 1, 8);
    for (int i = 0; i < signal[0].length; i++) {
      signal[1][i] = signal[0][i] * 0.125f;
    }
    float[][] out = Metered.limited(limiter(44_100, 6), signal);
    for (int i = 0; i < out[0].length; i++) {
      assertThat(out[1][i]).isEqualTo(out[0][i] * 0.125f);
    }
  }

  @Test
  void itTellsHowMuchItTookAway() {
    TruePeakLimiter limiter = limiter(48_000, 0);
    Metered.limited(limiter, Signals.sine(48_000, 1, 997, 1, 0));
    assertThat(limiter.maxReductionDb()).isCloseTo(1.55, within(0.05));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 100, 300})
  void evenTheShortestSignalComesOutWhole(int frames) {
    float[][] signal = new float[2][frames];
    for (int i = 0; i < frames; i++) {
      signal[0][i] = i / 1000f;
    }
    assertThat(Metered.limited(limiter(44_100, 0), signal)).isDeepEqualTo(signal);
  }

  @Test
  void afterTheEndNothingMoreIsTaken() {
    TruePeakLimiter limiter = limiter(44_100, 0);
    float[][] out = new float[2][4096];
    assertThat(limiter.finish(out)).isZero();
    assertThatIllegalStateException().isThrownBy(() -> limiter.process(out, 0, 1, out));
  }
}
