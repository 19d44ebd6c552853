package org.audioprocessor.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.audioprocessor.quality.peaq.ModelOutputs;
import org.audioprocessor.testing.Signals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** PEAQ Basic and the 2f-model on generated signals. */
class QualityMeterTest {
  private static final int RATE = QualityMeter.SAMPLE_RATE;
  private static final float[][] MUSIC = Degraded.music();

  private static QualityScore score(float[][] reference, float[][] test) {
    QualityMeter meter = new QualityMeter();
    meter.feed(reference, 0, test, 0, reference[0].length);
    return meter.finish().orElseThrow();
  }

  /** ODG, then the model outputs in their order, as GstPEAQ (git 0b9315e) prints them. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
            NOISE, -3.744, 492.4399, 492.4399, 12.2425, 11.3793, 2.4872, 1.3565, 7.9938, 51.2571, 5.1040, 0.8238, 0.5491
            LOW_PASS, -1.634, 910.9647, 504.0974, -3.3324, 7.6309, 2.6958, 1.4203, 6.3994, 1.1332, 0.3862, 1.0000, 0.9252
            COARSE, -3.636, 504.9854, 504.9854, 8.0293, 9.7365, 2.2989, 1.5053, 6.3090, 56.7634, 3.4261, 0.7780, 0.5118
            CLIPPED, -0.976, 558.0481, 558.0481, -16.2678, 5.8361, 1.8916, 0.2149, 6.3445, 2.9484, 0.1276, 0.6834, 0.0118
            PUMPING, -2.371, 556.0718, 556.0718, -14.4676, 15.9243, 1.9502, 0.6356, 14.5722, 18.5062, 0.4641, 0.9829, 0.0053
            GATED_HIGHS, -3.851, 546.1038, 526.4164, -1.1594, 37.4172, 1.9456, 0.9848, 27.1844, 206.5065, 1.9856, 0.9948, 0.3259
            ONE_EAR, 0.093, 505.2753, 505.2753, -51.2619, 9.6694, 2.6908, 0.4916, 8.0048, 29.7742, 5.6965, 0.9408, 0.3504
            HUM, 0.022, 558.9082, 558.9082, -22.7111, 0.7615, 0.5975, 0.0459, 0.5703, 0.3219, 0.0262, 0.8728, 0.0844
          """)
  void agreesWithGstPeaq(ArgumentsAccessor row) {
    Degraded degraded = Degraded.valueOf(String.valueOf(row.getString(0)));
    double[] expected = new double[row.size() - 1];
    Arrays.setAll(expected, i -> row.getDouble(i + 1));
    QualityScore score = score(MUSIC, degraded.of(MUSIC));
    assertThat(score.odg()).isCloseTo(expected[0], within(0.005));
    double[] outputs = inOrder(score.outputs());
    for (int i = 0; i < outputs.length; i++) {
      assertThat(outputs[i])
          .as("model output %d", i)
          .isCloseTo(expected[i + 1], within(0.001 * Math.max(1, Math.abs(outputs[i]))));
    }
  }

  @Test
  void aSignalIsPerfectComparedWithItself() {
    QualityScore score = score(MUSIC, MUSIC);
    assertThat(score.odg()).isCloseTo(0.194, within(0.005));
    assertThat(score.score2f()).isEqualTo(100);
    assertThat(score.outputs().adb()).isZero();
  }

  @Test
  void theCutIntoBlocksChangesNothing() {
    float[][] test = Degraded.COARSE.of(MUSIC);
    QualityMeter meter = new QualityMeter();
    Random random = new Random(3);
    int frames = MUSIC[0].length;
    for (int done = 0; done < frames; ) {
      int count = Math.min(frames - done, random.nextInt(5_000));
      meter.feed(MUSIC, done, test, done, count);
      done += count;
    }
    assertThat(meter.finish()).contains(score(MUSIC, test));
  }

  @Test
  void severalSignalsHaveTheFiguresThatEachHasAlone() {
    List<float[][]> tests =
        List.of(Degraded.COARSE.of(MUSIC), Degraded.NOISE.of(MUSIC), Degraded.LOW_PASS.of(MUSIC));
    QualityMeter meter = new QualityMeter(3);
    meter.feed(MUSIC, 0, tests, 0, MUSIC[0].length);
    assertThat(meter.finishAll())
        .isEqualTo(tests.stream().map(test -> Optional.of(score(MUSIC, test))).toList());
    assertThatThrownBy(() -> new QualityMeter(2).feed(MUSIC, 0, tests, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theTwoSignalsAreReadFromTheirOwnOffsets() {
    float[][] test = Degraded.PUMPING.of(MUSIC);
    float[][] later = new float[2][];
    for (int channel = 0; channel < 2; channel++) {
      later[channel] = new float[test[channel].length + 777];
      System.arraycopy(test[channel], 0, later[channel], 777, test[channel].length);
    }
    QualityMeter meter = new QualityMeter();
    meter.feed(MUSIC, 0, later, 777, MUSIC[0].length);
    assertThat(meter.finish()).contains(score(MUSIC, test));
  }

  @Test
  void silenceBehindTheMusicLeavesNoTrace() {
    float[][] test = Degraded.NOISE.of(MUSIC);
    int frames = MUSIC[0].length;
    float[][] longer = padded(MUSIC, frames, 5 * RATE);
    float[][] longerTest = padded(test, frames, 5 * RATE);
    float[][] longest = padded(MUSIC, frames, 10 * RATE);
    float[][] longestTest = padded(test, frames, 10 * RATE);
    assertThat(score(longest, longestTest)).isEqualTo(score(longer, longerTest));
  }

  private static float[][] padded(float[][] signal, int frames, int silence) {
    return new float[][] {
      Arrays.copyOf(Arrays.copyOf(signal[0], frames), frames + silence),
      Arrays.copyOf(Arrays.copyOf(signal[1], frames), frames + silence)
    };
  }

  @Test
  void moreNoiseIsWorse() {
    double previous = 100;
    for (double amplitude : List.of(0.0003, 0.001, 0.003, 0.01)) {
      float[][] noise = Signals.whiteNoise(RATE, 10, amplitude, 5);
      float[][] test = new float[2][];
      for (int channel = 0; channel < 2; channel++) {
        test[channel] = MUSIC[channel].clone();
        for (int i = 0; i < test[channel].length; i++) {
          test[channel][i] += noise[channel][i];
        }
      }
      double now = score(MUSIC, test).score2f();
      assertThat(now).isLessThan(previous);
      previous = now;
    }
  }

  @Test
  void silenceAndWhatIsTooShortHaveNoScore() {
    QualityMeter silent = new QualityMeter();
    float[][] silence = Signals.silence(RATE, 3);
    silent.feed(silence, 0, MUSIC, 0, 3 * RATE);
    assertThat(silent.finish()).isEmpty();
    QualityMeter shortOne = new QualityMeter();
    shortOne.feed(MUSIC, 0, MUSIC, 0, RATE / 2);
    assertThat(shortOne.finish()).isEmpty();
    assertThat(new QualityMeter().finish()).isEmpty();
  }

  @Test
  void aSilentChannelAndSamplesThatAreNoNumbersGiveFiniteFigures() {
    float[][] reference = {MUSIC[0].clone(), new float[MUSIC[0].length]};
    float[][] test = Degraded.NOISE.of(MUSIC);
    test[0][1_000] = Float.NaN;
    test[0][2_000] = Float.POSITIVE_INFINITY;
    QualityScore score = score(reference, test);
    assertThat(score.odg()).isBetween(-4.0, 0.3);
    for (double output : inOrder(score.outputs())) {
      assertThat(output).isFinite();
    }
  }

  @Test
  void nothingIsFedToAFinishedComparison() {
    QualityMeter meter = new QualityMeter();
    meter.finish();
    assertThatThrownBy(() -> meter.feed(MUSIC, 0, MUSIC, 0, 1))
        .isInstanceOf(IllegalStateException.class);
  }

  private static double[] inOrder(ModelOutputs outputs) {
    return new double[] {
      outputs.bandwidthRef(),
      outputs.bandwidthTest(),
      outputs.totalNmr(),
      outputs.winModDiff1(),
      outputs.adb(),
      outputs.ehs(),
      outputs.avgModDiff1(),
      outputs.avgModDiff2(),
      outputs.rmsNoiseLoud(),
      outputs.mfpd(),
      outputs.relDistFrames()
    };
  }
}
