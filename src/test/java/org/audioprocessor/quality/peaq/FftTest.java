package org.audioprocessor.quality.peaq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FftTest {
  @ParameterizedTest
  @ValueSource(ints = {4, 8, 64})
  void transformsLikeTheDefinition(int size) {
    double[] re = random(size, 1);
    double[] im = random(size, 2);
    double[] expectedRe = new double[size];
    double[] expectedIm = new double[size];
    for (int k = 0; k < size; k++) {
      for (int n = 0; n < size; n++) {
        double angle = -2 * Math.PI * k * n / size;
        expectedRe[k] += re[n] * Math.cos(angle) - im[n] * Math.sin(angle);
        expectedIm[k] += re[n] * Math.sin(angle) + im[n] * Math.cos(angle);
      }
    }
    new Fft(size).transform(re, im);
    assertThat(re).containsExactly(expectedRe, within(1e-12));
    assertThat(im).containsExactly(expectedIm, within(1e-12));
  }

  @Test
  void thePowerOfRealSamplesIsThatOfTheirTransform() {
    double[] samples = random(128, 3);
    double[] re = samples.clone();
    double[] im = new double[128];
    new Fft(128).transform(re, im);
    double[] even = new double[64];
    double[] odd = new double[64];
    for (int i = 0; i < 64; i++) {
      even[i] = samples[2 * i];
      odd[i] = samples[2 * i + 1];
    }
    double[] power = new double[65];
    new Fft(64).realPower(even, odd, power);
    for (int k = 0; k <= 64; k++) {
      assertThat(power[k]).isCloseTo(re[k] * re[k] + im[k] * im[k], within(1e-10));
    }
  }

  @Test
  void otherSizesThanPowersOfTwoAreRefused() {
    assertThatThrownBy(() -> new Fft(12)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Fft(2)).isInstanceOf(IllegalArgumentException.class);
  }

  private static double[] random(int size, long seed) {
    return new Random(seed).doubles(size, -1, 1).toArray();
  }
}
