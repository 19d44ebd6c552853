package org.audioprocessor.loudness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.audioprocessor.testing.Signals.at;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.audioprocessor.testing.Signals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoudnessMeterTest {
  private static final int RATE = 44_100;

  private static float[][] music() {
    return Signals.music(RATE, 1, at(-12, 3), at(-3, 4), at(-20, 1.234));
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 11_025, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000, 192_000})
  void aToneReadsTheSameAtEveryRate(int rate) {
    LoudnessSnapshot snapshot = Metered.whole(rate, Signals.tone(rate, at(-23, 4)));
    assertThat(snapshot.integratedLufs().getAsDouble()).isCloseTo(-23, within(0.1));
    assertThat(snapshot.shortTermLufs().getAsDouble()).isCloseTo(-23, within(0.1));
    // the tone starts and ends without a fade
    assertThat(snapshot.truePeakDbtp().getAsDouble()).isBetween(-23.4, -22.7);
  }

  @Test
  void thePrototypeYieldsTheTableAt48Kilohertz() {
    assertThat(KWeighting.shelf(48_000))
        .containsExactly(
            new double[] {
              1.53512485958697,
              -2.69169618940638,
              1.19839281085285,
              -1.69065929318241,
              0.73248077421585
            },
            within(1e-11));
    assertThat(KWeighting.highPass(48_000))
        .containsExactly(new double[] {-1.99004745483398, 0.99007225036621}, within(1e-11));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 512, 4096})
  void theBlockSizeChangesNothing(int block) {
    assertThat(Metered.inBlocks(RATE, music(), block)).isEqualTo(Metered.whole(RATE, music()));
  }

  @Test
  void monoIs3DecibelsBelowTheSameInStereo() {
    float[][] music = Signals.both(music()[0]);
    LoudnessMeter mono = new LoudnessMeter(RATE, new double[] {1});
    mono.feed(music, 0, music[0].length);
    assertThat(mono.finish().integratedLufs().getAsDouble())
        .isCloseTo(Metered.whole(RATE, music).integratedLufs().getAsDouble() - 3.01, within(0.001));
  }

  @Test
  void silenceHasNoValueAtAll() {
    LoudnessSnapshot silence = Metered.whole(RATE, Signals.silence(RATE, 5));
    LoudnessSnapshot nothing = LoudnessSnapshot.none(2);
    assertThat(silence).usingRecursiveComparison().ignoringFields("seconds").isEqualTo(nothing);
    assertThat(silence.seconds()).isEqualTo(5);
  }

  @Test
  void belowTheAbsoluteGateNothingIsIntegrated() {
    LoudnessSnapshot below = Metered.whole(RATE, Signals.tone(RATE, at(-70.3, 10)));
    assertThat(below.integratedLufs()).isEmpty();
    assertThat(below.loudnessRangeLu()).isEmpty();
    assertThat(below.momentaryLufs().getAsDouble()).isCloseTo(-70.3, within(0.1));
    LoudnessSnapshot above = Metered.whole(RATE, Signals.tone(RATE, at(-69.7, 10)));
    assertThat(above.integratedLufs()).isPresent();
  }

  @Test
  void lessThan400MillisecondsHaveATruePeakOnly() {
    LoudnessSnapshot clip = Metered.whole(RATE, Signals.tone(RATE, at(-10, 0.399)));
    assertThat(clip.integratedLufs()).isEmpty();
    assertThat(clip.momentaryLufs()).isEmpty();
    assertThat(clip.truePeakDbtp().getAsDouble()).isCloseTo(-10, within(0.1));
    assertThat(Metered.whole(RATE, Signals.tone(RATE, at(-10, 0.4))).integratedLufs()).isPresent();
  }

  @Test
  void repeatingASignalChangesNeitherLoudnessNorRange() {
    float[][] once = Signals.music(RATE, 4, at(-6, 20), at(-14, 20));
    LoudnessMeter meter = LoudnessMeter.stereo(RATE);
    meter.feed(once, 0, once[0].length);
    LoudnessSnapshot first = meter.snapshot();
    meter.feed(once, 0, once[0].length);
    meter.feed(once, 0, once[0].length);
    LoudnessSnapshot third = meter.finish();
    assertThat(third.integratedLufs().getAsDouble())
        .isCloseTo(first.integratedLufs().getAsDouble(), within(0.02));
    assertThat(third.loudnessRangeLu().getAsDouble())
        .isCloseTo(first.loudnessRangeLu().getAsDouble(), within(0.2));
  }

  @Test
  void aResetMeterIsANewOne() {
    LoudnessMeter meter = LoudnessMeter.stereo(RATE);
    float[][] noise = Signals.whiteNoise(RATE, 4.321, 1, 3);
    meter.feed(noise, 0, noise[0].length);
    meter.finish();
    meter.reset();
    assertThat(meter.snapshot()).isEqualTo(LoudnessSnapshot.none(2));
    meter.feed(music(), 0, music()[0].length);
    assertThat(meter.finish()).isEqualTo(Metered.whole(RATE, music()));
  }

  @Test
  void aFinishedMeterTakesNothingMore() {
    LoudnessMeter meter = LoudnessMeter.stereo(RATE);
    LoudnessSnapshot last = meter.finish();
    assertThat(meter.finish()).isEqualTo(last);
    assertThatIllegalStateException().isThrownBy(() -> meter.feed(music(), 0, 1));
  }

  @Test
  void hopsAre10MillisecondsAndDoNotDrift() {
    int rate = 11_025;
    List<Double> meanSquares = new ArrayList<>();
    LoudnessMeter meter = LoudnessMeter.stereo(rate);
    meter.onHop((meanSquare, samplePeak) -> meanSquares.add(meanSquare));
    float[][] tone = Signals.tone(rate, at(-23, 10));
    meter.feed(tone, 0, tone[0].length - 1);
    assertThat(meanSquares).hasSize(999);
    meter.feed(tone, tone[0].length - 1, 1);
    assertThat(meanSquares).hasSize(1000);
    assertThat(Decibels.lufs(meanSquares.getLast())).isCloseTo(-23, within(0.3));
  }

  @Test
  void aHopTellsItsSamplePeak() {
    List<Double> peaks = new ArrayList<>();
    LoudnessMeter meter = LoudnessMeter.stereo(RATE);
    meter.onHop((meanSquare, samplePeak) -> peaks.add(samplePeak));
    float[][] clicks = Signals.silence(RATE, 0.03);
    clicks[1][500] = -0.75f;
    meter.feed(clicks, 0, clicks[0].length);
    assertThat(peaks).containsExactly(0.0, 0.75, 0.0);
  }

  @Test
  void snapshotsFollowTheSignalFromAnotherThread() throws InterruptedException {
    LoudnessMeter meter = LoudnessMeter.stereo(RATE);
    float[][] music = music();
    Thread feeder =
        new Thread(() -> {
          meter.feed(music, 0, music[0].length);
          meter.finish();
        });
    feeder.start();
    double seconds = 0;
    while (feeder.isAlive()) {
      double now = meter.snapshot().seconds();
      assertThat(now).isGreaterThanOrEqualTo(seconds);
      seconds = now;
    }
    feeder.join();
    assertThat(meter.snapshot().integratedLufs())
        .isEqualTo(Metered.whole(RATE, music).integratedLufs());
  }

  @Test
  void loudnessRangeIsUnstableInTheFirstMinute() {
    LoudnessMeter meter = LoudnessMeter.stereo(8_000);
    float[][] minute = Signals.silence(8_000, 60);
    meter.feed(minute, 0, 8_000 * 59);
    assertThat(meter.snapshot().rangeUnstable()).isTrue();
    meter.feed(minute, 0, 8_000);
    assertThat(meter.snapshot().rangeUnstable()).isFalse();
  }

  @Test
  void whatIsNotANumberCountsAsSilence() {
    float[][] music = music();
    float[][] broken = {music[0].clone(), music[1].clone()};
    for (int i = 1000; i < 1100; i++) {
      broken[0][i] = i % 2 == 0 ? Float.NaN : Float.NEGATIVE_INFINITY;
      music[0][i] = 0;
    }
    assertThat(Metered.whole(RATE, broken).integratedLufs())
        .isEqualTo(Metered.whole(RATE, music).integratedLufs());
  }

  @Test
  void denormalSamplesAreSilence() {
    float[][] tiny = Signals.silence(RATE, 1);
    Arrays.fill(tiny[0], 1e-40f);
    Arrays.fill(tiny[1], -1e-40f);
    assertThat(Metered.whole(RATE, tiny).momentaryLufs()).isEmpty();
  }

  @Test
  void ringingEndsInExactSilence() {
    KWeighting weighting = new KWeighting(RATE);
    float[] click = new float[441];
    click[0] = 1;
    double last = weighting.addSquares(0, click, 0, 441);
    click[0] = 0;
    for (int hop = 0; hop < 100; hop++) {
      weighting.settle();
      last = weighting.addSquares(0, click, 0, 441);
    }
    assertThat(last).isZero();
  }

  @Test
  void ratesAndChannelCountsOutOfRangeAreRefusedInWords() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LoudnessMeter.stereo(7_999))
        .withMessage("The sample rate must be between 8000 and 192000 Hz, not 7999.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LoudnessMeter(RATE, new double[9]))
        .withMessage("The signal must have between 1 and 8 channels, not 9.");
  }
}
