package org.audioprocessor.loudness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatedHistogramTest {
  /** The standard's own words: keep every block, gate, average; sort, gate, pick. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void itAgreesWithKeepingEveryBlock(long seed) {
    Random random = new Random(seed);
    double[] blocks = new double[500 + random.nextInt(3000)];
    Arrays.setAll(blocks, i -> Decibels.meanSquare(-25 + 12 * random.nextGaussian()));
    GatedHistogram histogram = new GatedHistogram();
    Arrays.stream(blocks).forEach(histogram::add);

    double[] audible =
        Arrays.stream(blocks).filter(block -> Decibels.lufs(block) > -70).sorted().toArray();
    double gate = Arrays.stream(audible).average().orElseThrow() / 10;
    double[] above = Arrays.stream(audible).filter(block -> block > gate).toArray();
    assertThat(histogram.gatedLufs(10).getAsDouble())
        .isCloseTo(Decibels.lufs(Arrays.stream(above).average().orElseThrow()), within(0.001));
    for (double fraction : new double[] {0, 0.1, 0.5, 0.95, 1}) {
      double exact = above[(int) Math.round((above.length - 1) * fraction)];
      assertThat(histogram.percentileLufs(fraction, 10).getAsDouble())
          .isCloseTo(Decibels.lufs(exact), within(0.02));
    }
  }

  @Test
  void nothingAboveTheAbsoluteGateIsNoValue() {
    GatedHistogram histogram = new GatedHistogram();
    histogram.add(0);
    histogram.add(Decibels.meanSquare(-70.01));
    assertThat(histogram.gatedLufs(10)).isEmpty();
    assertThat(histogram.percentileLufs(0.1, 20)).isEmpty();
    assertThat(histogram.gateLufs(10)).isEmpty();
  }

  @Test
  void absurdLevelsStayInTheLastBin() {
    GatedHistogram histogram = new GatedHistogram();
    histogram.add(1e9);
    assertThat(histogram.gatedLufs(10).getAsDouble()).isCloseTo(Decibels.lufs(1e9), within(1e-9));
  }
}
