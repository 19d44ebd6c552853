package org.audioprocessor.preview.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.audioprocessor.preview.meter.EbuReading.MeterScale;
import org.audioprocessor.preview.meter.LoudnessHistory.HistoryPoint;
import org.audioprocessor.testing.Signals;
import org.junit.jupiter.api.Test;

class EbuMeterTest {
  private static final int RATE = 48_000;

  private final EbuMeter meter = new EbuMeter(RATE, -23);

  private void hear(double dbfs, double seconds) {
    float[][] tone = Signals.tone(RATE, Signals.at(dbfs, seconds));
    for (int at = 0; at < tone[0].length; at += 480) {
      meter.feed(tone, at, Math.min(480, tone[0].length - at));
    }
  }

  @Test
  void beforeAnythingIsHeardThereIsNoValue() {
    EbuReading reading = meter.reading();
    assertThat(reading.running()).isTrue();
    assertThat(reading.momentaryLufs()).isEmpty();
    assertThat(reading.shortTermLufs()).isEmpty();
    assertThat(reading.truePeakDbtp()).hasSize(2).allMatch(peak -> peak.isEmpty());
    assertThat(reading.integrated()).isEqualTo(EbuReading.Integrated.NONE);
    assertThat(reading.relativeLu(reading.momentaryLufs())).isEmpty();
    hear(-23, 0.3);
    assertThat(meter.reading().momentaryLufs()).isEmpty();
  }

  @Test
  void aToneReadsItsLevelOnEveryQuantity() {
    hear(-23, 10);
    EbuReading reading = meter.reading();
    assertThat(reading.momentaryLufs().orElseThrow()).isCloseTo(-23, within(0.1));
    assertThat(reading.shortTermLufs().orElseThrow()).isCloseTo(-23, within(0.1));
    assertThat(reading.integrated().integratedLufs().orElseThrow()).isCloseTo(-23, within(0.1));
    assertThat(reading.integrated().loudnessRangeLu().orElseThrow()).isCloseTo(0, within(0.1));
    assertThat(reading.integrated().maxTruePeakDbtp())
        .allSatisfy(peak -> assertThat(peak.orElseThrow()).isCloseTo(-23, within(0.2)));
    assertThat(reading.relativeLu(reading.momentaryLufs()).orElseThrow()).isCloseTo(0, within(0.1));
    assertThat(reading.integrated().rangeUnstable()).isTrue();
  }

  @Test
  void theRangeIsMarkedUnstableForAMinute() {
    hear(-30, 59);
    assertThat(meter.reading().integrated().rangeUnstable()).isTrue();
    hear(-30, 1.5);
    assertThat(meter.reading().integrated().rangeUnstable()).isFalse();
  }

  @Test
  void thePeakOfNowFallsAndItsMaximumStays() {
    hear(-6, 1);
    hear(-40, 1);
    EbuReading reading = meter.reading();
    assertThat(reading.truePeakDbtp().getFirst().orElseThrow()).isCloseTo(-40, within(0.3));
    assertThat(reading.integrated().maxTruePeakDbtp().getFirst().orElseThrow())
        .isCloseTo(-6, within(0.3));
  }

  @Test
  void aPausedMeterKeepsItsIntegratedValuesWhileMomentaryRunsOn() {
    hear(-23, 5);
    meter.pause();
    hear(-10, 5);
    EbuReading paused = meter.reading();
    assertThat(paused.running()).isFalse();
    assertThat(paused.momentaryLufs().orElseThrow()).isCloseTo(-10, within(0.1));
    assertThat(paused.integrated().integratedLufs().orElseThrow()).isCloseTo(-23, within(0.1));
    assertThat(paused.integrated().maxMomentaryLufs().orElseThrow()).isCloseTo(-23, within(0.1));
    assertThat(paused.integrated().seconds()).isCloseTo(5, within(0.05));
    meter.start();
    hear(-23, 5);
    assertThat(meter.reading().integrated().integratedLufs().orElseThrow())
        .isCloseTo(-23, within(0.1));
    assertThat(meter.reading().integrated().seconds()).isCloseTo(10, within(0.05));
  }

  @Test
  void aResetShowsAtOnceAndClearsMaximaWithTheIntegratedValue() {
    hear(-10, 5);
    meter.reset();
    EbuReading reset = meter.reading();
    assertThat(reset.integrated()).isEqualTo(EbuReading.Integrated.NONE);
    assertThat(reset.momentaryLufs()).isPresent();
    assertThat(meter.history(0)).isEmpty();
    hear(-30, 5);
    EbuReading after = meter.reading();
    assertThat(after.integrated().integratedLufs().orElseThrow()).isCloseTo(-30, within(0.1));
    assertThat(after.integrated().maxTruePeakDbtp().getFirst().orElseThrow()).isLessThan(-29);
  }

  @Test
  void theHistoryHasTenPointsASecond() {
    hear(-23, 4);
    List<HistoryPoint> points = meter.history(0);
    assertThat(points).hasSize(40);
    assertThat(points.getFirst().momentaryLufs()).isEmpty();
    assertThat(points.get(35).momentaryLufs().orElseThrow()).isCloseTo(-23, within(0.1));
    assertThat(points.get(35).seconds()).isEqualTo(3.6);
    assertThat(meter.history(38)).extracting(HistoryPoint::number).containsExactly(38L, 39L);
  }

  @Test
  void theHistoryKeepsTenMinutes() {
    for (int minute = 0; minute < 11; minute++) {
      hear(-30, 60);
    }
    List<HistoryPoint> points = meter.history(0);
    assertThat(points).hasSize(6000);
    assertThat(points.getFirst().number()).isEqualTo(600);
  }

  @Test
  void theScalesReachFromTheirLowestToTheirHighestValue() {
    assertThat(MeterScale.EBU_9.share(-18)).isZero();
    assertThat(MeterScale.EBU_9.share(0)).isCloseTo(2 / 3.0, within(1e-9));
    assertThat(MeterScale.EBU_9.share(9)).isEqualTo(1);
    assertThat(MeterScale.EBU_18.share(-36)).isZero();
    assertThat(MeterScale.EBU_18.share(40)).isEqualTo(1);
  }
}
