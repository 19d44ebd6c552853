package org.audioprocessor.loudness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.audioprocessor.testing.Signals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** EBU Tech 3341 v4, table 1, cases 15 to 23, and what the meter promises beyond them. */
class TruePeakMeterTest {
  private static void assertWithinTolerance(double measuredDbtp, double expectedDbtp) {
    assertThat(measuredDbtp).isBetween(expectedDbtp - 0.4, expectedDbtp + 0.2);
  }

  @ParameterizedTest
  @CsvSource({
    "4, 0.50, 0, -6",
    "4, 0.50, 45, -6",
    "6, 0.50, 60, -6",
    "8, 0.50, 67.5, -6",
    "4, 1.41, 45, 3"
  })
  void cases15To19SinesBetweenSamples(int divisor, double amplitude, double phase, double dbtp) {
    for (int rate : new int[] {24_000, 32_000, 44_100, 48_000, 96_000}) {
      float[][] sine = Signals.sine(rate, 0.5, (double) rate / divisor, amplitude, phase);
      assertWithinTolerance(Metered.truePeakDbtp(rate, sine), dbtp);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void cases20To23ABurstBetweenSamples(int offset) {
    float[][] burst = Signals.burstBetweenSamples(48_000, offset);
    assertWithinTolerance(Metered.truePeakDbtp(48_000, burst), 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 44_100, 48_000, 96_000, 192_000})
  void skippingWhatCannotMatterChangesNothing(int rate) {
    float[][] signal = swelling(rate);
    TruePeakFilter filter = TruePeakFilter.forRate(rate);
    for (int channel = 0; channel < 2; channel++) {
      float[] padded = new float[signal[channel].length + 2 * TruePeakFilter.HISTORY];
      System.arraycopy(signal[channel], 0, padded, TruePeakFilter.HISTORY, signal[channel].length);
      float everywhere =
          filter.peak(padded, TruePeakFilter.HISTORY, padded.length - TruePeakFilter.HISTORY);
      float samples = TruePeakFilter.samplePeak(padded, 0, padded.length);
      assertThat(fedInOddBlocks(rate, signal).peak(channel))
          .isEqualTo(Math.max(everywhere, samples));
    }
  }

  private static float[][] swelling(int rate) {
    float[][] signal = Signals.whiteNoise(rate, 1, 0.9, 7);
    Random random = new Random(11);
    double level = 0.1;
    for (int i = 0; i < signal[0].length; i++) {
      level = i % 50 == 0 ? random.nextDouble() : level;
      signal[0][i] *= (float) level;
      signal[1][i] *= (float) (level * level);
    }
    return signal;
  }

  private static TruePeakMeter fedInOddBlocks(int rate, float[][] signal) {
    TruePeakMeter meter = new TruePeakMeter(rate, 2);
    Random random = new Random(13);
    int frame = 0;
    while (frame < signal[0].length) {
      int count = Math.min(signal[0].length - frame, 1 + random.nextInt(100));
      meter.feed(signal, frame, count);
      frame += count;
    }
    meter.finish();
    return meter;
  }

  @Test
  void aPeakBehindTheLastSampleIsFound() {
    float[][] end = Signals.silence(48_000, 0.01);
    end[0][end[0].length - 2] = 0.9f;
    end[0][end[0].length - 1] = 0.9f;
    TruePeakMeter meter = new TruePeakMeter(48_000, 2);
    meter.feed(end, 0, end[0].length);
    assertThat(meter.peak()).isEqualTo(0.9f);
    meter.finish();
    assertThat(meter.peak()).isGreaterThan(1);
  }

  @Test
  void aTruePeakIsNeverBelowTheSamplePeak() {
    float[][] click = Signals.silence(48_000, 0.01);
    click[0][100] = 1;
    assertThat(Metered.truePeakDbtp(48_000, click)).isZero();
  }
}
