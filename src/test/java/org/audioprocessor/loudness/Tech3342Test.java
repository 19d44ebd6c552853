package org.audioprocessor.loudness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.audioprocessor.testing.Signals;
import org.audioprocessor.testing.Signals.Segment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** EBU Tech 3342, table 1, cases 1 to 4; 5 and 6 need authentic programmes. */
class Tech3342Test {
  static Stream<Arguments> cases() {
    return Stream.of(
        Arguments.of(new int[] {-20, -30}, 10, 9.999998),
        Arguments.of(new int[] {-20, -15}, 5, 5.0),
        Arguments.of(new int[] {-40, -20}, 20, 20.0),
        Arguments.of(new int[] {-50, -35, -20, -35, -50}, 15, 14.999997));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rangeOfTonesOf20SecondsEach(int[] levels, double expectedLu, double exactLu) {
    Segment[] segments =
        Arrays.stream(levels).mapToObj(dbfs -> Signals.at(dbfs, 20)).toArray(Segment[]::new);
    double range =
        Metered.whole(48_000, Signals.tone(48_000, segments)).loudnessRangeLu().getAsDouble();
    assertThat(range).isCloseTo(expectedLu, within(1.0));
    assertThat(range).as("drift").isCloseTo(exactLu, within(1e-6));
  }
}
