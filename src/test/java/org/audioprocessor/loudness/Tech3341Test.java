package org.audioprocessor.loudness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.audioprocessor.testing.Signals.at;
import static org.audioprocessor.testing.Signals.frames;
import static org.audioprocessor.testing.Signals.silent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.data.Offset;
import org.audioprocessor.testing.Signals;
import org.audioprocessor.testing.Signals.Segment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** EBU Tech 3341 v4, table 1, cases 1 to 14; 7 and 8 need authentic programmes. */
class Tech3341Test {
  private static final int RATE = 48_000;
  private static final Offset<Double> TOLERANCE = within(0.1);

  private static LoudnessSnapshot measured(Segment... segments) {
    return Metered.whole(RATE, Signals.tone(RATE, segments));
  }

  @ParameterizedTest
  @ValueSource(ints = {-23, -33})
  void cases1And2AllThreeScalesReadASteadyTone(int dbfs) {
    LoudnessSnapshot snapshot = measured(at(dbfs, 20));
    assertThat(snapshot.momentaryLufs().getAsDouble()).isCloseTo(dbfs, TOLERANCE);
    assertThat(snapshot.shortTermLufs().getAsDouble()).isCloseTo(dbfs, TOLERANCE);
    assertThat(snapshot.integratedLufs().getAsDouble()).isCloseTo(dbfs, TOLERANCE);
  }

  @Test
  void case3TheRelativeGateLeavesOutQuietEnds() {
    LoudnessSnapshot snapshot = measured(at(-36, 10), at(-23, 60), at(-36, 10));
    assertThat(snapshot.integratedLufs().getAsDouble()).isCloseTo(-23, TOLERANCE);
  }

  @Test
  void case4TheAbsoluteGateComesFirst() {
    LoudnessSnapshot snapshot =
        measured(at(-72, 10), at(-36, 10), at(-23, 60), at(-36, 10), at(-72, 10));
    assertThat(snapshot.integratedLufs().getAsDouble()).isCloseTo(-23, TOLERANCE);
  }

  @Test
  void case5LoudAndQuietAverageByEnergy() {
    LoudnessSnapshot snapshot = measured(at(-26, 20), at(-20, 20.1), at(-26, 20));
    assertThat(snapshot.integratedLufs().getAsDouble()).isCloseTo(-23, TOLERANCE);
  }

  @Test
  void case6SurroundChannelsWeighMore() {
    float[] front = Signals.tone(RATE, at(-28, 20))[0];
    float[] centre = Signals.tone(RATE, at(-24, 20))[0];
    float[] surround = Signals.tone(RATE, at(-30, 20))[0];
    LoudnessMeter meter = new LoudnessMeter(RATE, new double[] {1, 1, 1, 1.41, 1.41});
    meter.feed(new float[][] {front, front, centre, surround, surround}, 0, front.length);
    assertThat(meter.finish().integratedLufs().getAsDouble()).isCloseTo(-23, TOLERANCE);
  }

  @Test
  void case9ShortTermIsConstantOverAPatternOf3Seconds() {
    List<Segment> pattern = repeated(5, at(-20, 1.34), at(-30, 1.66));
    assertConstant(pattern, 3, LoudnessSnapshot::shortTermLufs);
  }

  @Test
  void case12MomentaryIsConstantOverAPatternOf400Milliseconds() {
    List<Segment> pattern = repeated(25, at(-20, 0.18), at(-30, 0.22));
    assertConstant(pattern, 1, LoudnessSnapshot::momentaryLufs);
  }

  private static List<Segment> repeated(int times, Segment... pattern) {
    List<Segment> all = new ArrayList<>();
    Collections.nCopies(times, Arrays.asList(pattern)).forEach(all::addAll);
    return all;
  }

  private static void assertConstant(
      List<Segment> segments,
      double afterSeconds,
      Function<LoudnessSnapshot, java.util.OptionalDouble> reading) {
    float[][] signal = Signals.tone(RATE, segments.toArray(Segment[]::new));
    LoudnessMeter meter = LoudnessMeter.stereo(RATE);
    int readings = 0;
    for (int hop = 0; hop < signal[0].length / 480; hop++) {
      meter.feed(signal, hop * 480, 480);
      if (meter.snapshot().seconds() >= afterSeconds) {
        assertThat(reading.apply(meter.snapshot()).getAsDouble()).isCloseTo(-23, TOLERANCE);
        readings++;
      }
    }
    assertThat(readings).isGreaterThan(600);
  }

  @Test
  void case10ThreeSecondsOfToneAreFoundWhereverTheyLie() {
    for (int i = 0; i < 20; i++) {
      LoudnessSnapshot snapshot = measured(silent(i * 0.15), at(-23, 3), silent(1));
      assertThat(snapshot.maxShortTermLufs().getAsDouble())
          .as("file %d", i)
          .isCloseTo(-23, TOLERANCE);
    }
  }

  @Test
  void case13FourHundredMillisecondsOfToneAreFoundWhereverTheyLie() {
    for (int i = 0; i < 20; i++) {
      LoudnessSnapshot snapshot = measured(silent(i * 0.02), at(-23, 0.4), silent(1));
      assertThat(snapshot.maxMomentaryLufs().getAsDouble())
          .as("file %d", i)
          .isCloseTo(-23, TOLERANCE);
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 0.15, true", "0.4, 0.02, false"})
  void cases11And14MaximaFollowARisingStream(double length, double shift, boolean shortTerm) {
    List<Segment> stream = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      stream.addAll(List.of(silent(i * shift), at(-38 + i, length), silent(length - i * shift)));
    }
    float[][] signal = Signals.tone(RATE, stream.toArray(Segment[]::new));
    LoudnessMeter meter = LoudnessMeter.stereo(RATE);
    int fed = 0;
    for (int i = 0; i < 20; i++) {
      int end = frames((i + 1) * 2 * length, RATE);
      meter.feed(signal, fed, end - fed);
      fed = end;
      LoudnessSnapshot snapshot = meter.snapshot();
      double highest =
          (shortTerm ? snapshot.maxShortTermLufs() : snapshot.maxMomentaryLufs()).getAsDouble();
      assertThat(highest).as("tone %d", i).isCloseTo(-38 + i, TOLERANCE);
    }
  }

  /** Drift: any change of these is a change of the meter. */
  @Test
  void theExactFiguresStayAsTheyAre() {
    LoudnessSnapshot snapshot = measured(at(-26, 20), at(-20, 20.1), at(-26, 20));
    assertThat(snapshot.integratedLufs().getAsDouble()).isCloseTo(-22.978657436, within(1e-9));
    assertThat(snapshot.maxShortTermLufs().getAsDouble()).isCloseTo(-19.993295003, within(1e-9));
    assertThat(snapshot.truePeakDbtp().getAsDouble()).isCloseTo(-19.993304458, within(1e-9));
  }
}
