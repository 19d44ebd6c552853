package org.audioprocessor.loudness.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.audioprocessor.testing.Signals.at;

import java.util.Arrays;
import org.audioprocessor.loudness.LoudnessEnvelope;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.loudness.LoudnessTarget;
import org.audioprocessor.loudness.Metered;
import org.audioprocessor.loudness.plan.NormalisationPolicy.Peaks;
import org.audioprocessor.loudness.plan.NormalisationPolicy.Range;
import org.audioprocessor.testing.Signals;
import org.audioprocessor.testing.Signals.Segment;
import org.junit.jupiter.api.Test;

class GainPlanTest {
  private static final int RATE = 16_000;
  private static final float[][] WIDE_RANGE =
      music(at(-20, 25), at(-6, 30), at(-19, 25), at(-5, 30));
  private static final float[][] CRESTED = music(at(-8, 15));
  private static final NormalisationPolicy DEFAULT = NormalisationPolicy.DEFAULT;
  private static final NormalisationPolicy HOLD_BACK =
      new NormalisationPolicy(LoudnessTarget.DEFAULT, 20, Peaks.HOLD_BACK, 9, Range.REDUCE);
  private static final NormalisationPolicy KEEP_RANGE =
      new NormalisationPolicy(LoudnessTarget.DEFAULT, 20, Peaks.LIMIT, 9, Range.KEEP);

  private static GainPlan plan(NormalisationPolicy policy, float[][] signal) {
    LoudnessEnvelope envelope = Metered.envelope(RATE, signal, 5750, 9500);
    return GainPlan.of(Metered.whole(RATE, signal), envelope, policy);
  }

  private static float[][] music(Segment... sections) {
    return Signals.music(RATE, 1, sections);
  }

  @Test
  void aTrackWithRoomForItsPeaksIsOnlyRaised() {
    GainPlan plan = plan(DEFAULT, Signals.tone(RATE, at(-22, 10)));
    assertThat(plan.gainDb()).isCloseTo(8, within(0.05));
    assertThat(plan.linear()).isTrue();
    assertThat(plan.sentence()).isEqualTo("raised by 8.0 dB");
    assertThat(plan.shortfallLu()).isEmpty();
    RungPlan rung = plan.rung(-1, -4, 0);
    assertThat(rung.gainDb()).isEqualTo(plan.gainDb());
    assertThat(rung.ceilingDbtp()).as("idle limiters keep the target's ceiling").isEqualTo(-1.5);
    assertThat(rung.peakReductionDb()).isZero();
  }

  @Test
  void aLoudTrackIsOnlyLowered() {
    GainPlan plan = plan(DEFAULT, Signals.tone(RATE, at(-4, 10)));
    assertThat(plan.sentence()).isEqualTo("turned down 10.0 dB");
  }

  @Test
  void aTrackOnItsTargetIsLeftAlone() {
    GainPlan plan = plan(DEFAULT, Signals.tone(RATE, at(-14, 10)));
    assertThat(plan.sentence()).isEqualTo("level unchanged");
  }

  @Test
  void peaksAboveTheCeilingAreLimitedAndTheirLoudnessMadeUpFor() {
    LoudnessSnapshot measured = Metered.whole(RATE, CRESTED);
    GainPlan plan = plan(DEFAULT, CRESTED);
    double plain = -14 - measured.integratedLufs().getAsDouble();
    assertThat(plan.gainDb()).isBetween(plain, plain + 2);
    assertThat(plan.peakReductionDb())
        .isCloseTo(measured.truePeakDbtp().getAsDouble() + plan.gainDb() + 1.5, within(0.01));
    assertThat(plan.linear()).isFalse();
    assertThat(plan.sentence()).matches("raised by [0-9.]+ dB; peaks limited by up to [0-9.]+ dB");
  }

  @Test
  void holdingBackNeverLimitsAndSaysWhatIsMissing() {
    GainPlan plan = plan(HOLD_BACK, CRESTED);
    assertThat(plan.peakReductionDb()).isZero();
    double peak = Metered.whole(RATE, CRESTED).truePeakDbtp().getAsDouble();
    assertThat(peak + plan.gainDb()).isCloseTo(-1.5, within(1e-6));
    assertThat(plan.shortfallLu()).isPresent();
    assertThat(plan.aimLufs().getAsDouble())
        .isCloseTo(-14 - plan.shortfallLu().getAsDouble(), within(1e-9));
    assertThat(plan.sentence())
        .matches(
            "raised by [0-9.]+ dB, [0-9.]+ LU below the target: peaks are not limited, as set");
    assertThat(plan.rung(-1, -3, 0).gainDb()).isCloseTo(plan.gainDb(), within(0.01));
    assertThat(plan.rung(-1, -3, 0).peakReductionDb()).isCloseTo(0, within(1e-9));
  }

  @Test
  void aTrackWhosePeaksStandTooHighIsHeldBackAndSaysSo() {
    float[][] music = music(at(-3, 10));
    for (int i = 1000; i < music[0].length; i += RATE) {
      music[0][i] = 4;
    }
    GainPlan plan = plan(DEFAULT, music);
    double peakDbtp = 20 * Math.log10(4);
    LoudnessSnapshot measured = Metered.whole(RATE, music);
    double wantedDb = -14 - measured.integratedLufs().getAsDouble();
    double excessDb = peakDbtp + wantedDb + 1.5;
    assertThat(excessDb).isGreaterThan(9);
    assertThat(plan.shortfallLu().getAsDouble()).isCloseTo(excessDb - 9, within(0.2));
    assertThat(plan.peakReductionDb()).isBetween(9.0, 18.0);
    assertThat(plan.sentence()).contains(" LU below the target: its peaks stand too high for more");
  }

  @Test
  void gainMakesUpForWhatLimitingCosts() {
    float[][] loudInItsPeaks = Signals.silence(RATE, 20);
    for (int beat = 0; beat < 40; beat++) {
      float[][] hit = Signals.tone(RATE, at(0, 0.05));
      for (int channel = 0; channel < 2; channel++) {
        System.arraycopy(hit[channel], 0, loudInItsPeaks[channel], beat * RATE / 2, RATE / 20);
      }
    }
    GainPlan plan = plan(DEFAULT, loudInItsPeaks);
    assertThat(plan.shortfallLu()).isEmpty();
    assertThat(plan.rung(-1, -1.5, 0).predictedLufs()).isCloseTo(-14, within(0.05));
  }

  @Test
  void aVeryQuietTrackIsRaisedByTheHighestGainOnly() {
    GainPlan plan = plan(DEFAULT, Signals.tone(RATE, at(-43, 10)));
    assertThat(plan.sentence())
        .isEqualTo("raised by 20.0 dB, still 9.0 LU below the target: the recording is very quiet");
    assertThat(plan.shortfallLu().getAsDouble()).isCloseTo(9, within(0.05));
  }

  @Test
  void silenceIsLeftAsItIs() {
    GainPlan plan = plan(DEFAULT, Signals.silence(RATE, 5));
    assertThat(plan.gainDb()).isZero();
    assertThat(plan.linear()).isTrue();
    assertThat(plan.shortfallLu()).isEmpty();
    assertThat(plan.aimLufs()).isEmpty();
    assertThat(plan.sentence()).isEqualTo("left as it is: the recording is silent");
    assertThat(plan.rung(0, -2, 0).gainDb()).isZero();
    assertThat(plan.corrected(plan.rung(0, -2, 0), 0, -70, -90).gainDb()).isZero();
    assertThat(plan(DEFAULT, Signals.tone(RATE, at(-80, 5))).sentence())
        .isEqualTo(
            "left as it is: the recording is below -70 LUFS throughout, which counts as silence");
  }

  @Test
  void aClipIsLeftAsItIs() {
    GainPlan plan = plan(DEFAULT, Signals.tone(RATE, at(-20, 0.3)));
    assertThat(plan.gainDb()).isZero();
    assertThat(plan.sentence())
        .isEqualTo("left as it is: shorter than 400 ms, too short to measure");
  }

  @Test
  void aWideRangeIsReducedToItsTarget() {
    float[][] music = WIDE_RANGE;
    GainPlan plan = plan(DEFAULT, music);
    double range = Metered.whole(RATE, music).loudnessRangeLu().getAsDouble();
    assertThat(range).isGreaterThan(12);
    assertThat(plan.rangeReductionLu()).isCloseTo(range - 11, within(0.1));
    assertThat(plan.curve().maxGainDb()).isBetween(1.0, 6.0);
    assertThat(plan.linear()).isFalse();
    assertThat(plan.sentence()).contains("; range reduced from ").endsWith(" to 11.0 LU");
  }

  @Test
  void aWideRangeIsKeptIfSet() {
    GainPlan plan = plan(KEEP_RANGE, WIDE_RANGE);
    assertThat(plan.curve().isFlat()).isTrue();
    assertThat(plan.rangeReductionLu()).isZero();
    assertThat(plan.sentence()).matches(".*; its range of [0-9.]+ LU is kept, as set");
  }

  @Test
  void aRangeBeyondTheHighestLiftIsReducedAsFarAsItGoes() {
    GainPlan plan = plan(DEFAULT, music(at(-25, 25), at(-6, 30), at(-25, 25), at(-5, 30)));
    assertThat(plan.curve().maxGainDb()).isCloseTo(6, within(0.01));
    assertThat(plan.sentence())
        .contains("range reduced only from ")
        .endsWith("because quiet passages are lifted by no more than 6 dB");
  }

  @Test
  void quickChangesAreTooMuchForASlowGain() {
    Segment[] sections = new Segment[18];
    Arrays.setAll(sections, i -> at(i % 2 == 0 ? -26 : -8, 4));
    GainPlan plan = plan(DEFAULT, music(sections));
    assertThat(plan.sentence())
        .contains("range reduced only from ")
        .endsWith("too quickly for a gain that moves by at most 2 dB a second");
  }

  @Test
  void underAMinuteTheRangeIsLeftAlone() {
    GainPlan plan = plan(DEFAULT, music(at(-24, 20), at(-6, 20)));
    assertThat(plan.curve().isFlat()).isTrue();
    assertThat(plan.sentence()).endsWith(" LU is kept, because it is shorter than a minute");
  }

  @Test
  void aNarrowBandIsMadeUpFor() {
    float[][] bright = Signals.whiteNoise(RATE, 5, 0.1, 3);
    GainPlan plan = plan(DEFAULT, bright);
    RungPlan low = plan.rung(0, -1.5, 0);
    assertThat(low.gainDb() - plan.rung(-1, -1.5, 0).gainDb()).isGreaterThan(1);
    assertThat(low.predictedLufs()).isCloseTo(-14, within(0.01));
  }

  @Test
  void aLowerCeilingNeedsMoreGain() {
    GainPlan plan = plan(DEFAULT, CRESTED);
    RungPlan lower = plan.rung(-1, -3, 0);
    assertThat(lower.ceilingDbtp()).isEqualTo(-3);
    assertThat(lower.gainDb()).isGreaterThan(plan.gainDb());
    assertThat(lower.peakReductionDb()).isGreaterThan(plan.peakReductionDb() + 1.5);
    assertThat(lower.predictedLufs()).isCloseTo(-14, within(0.01));
    assertThat(plan.rung(-1, 0, 0).ceilingDbtp()).as("never above the target's").isEqualTo(-1.5);
  }

  @Test
  void aCorrectionMakesUpForTheMissAndSinksTheCeilingUnderTheOvershoot() {
    GainPlan plan = plan(DEFAULT, CRESTED);
    RungPlan tried = plan.rung(-1, -2, 0);
    RungPlan quieter = plan.corrected(tried, 0, -14.5, -0.4);
    assertThat(quieter.ceilingDbtp()).isEqualTo(-2);
    assertThat(quieter.gainDb()).isBetween(tried.gainDb() + 0.5, tried.gainDb() + 1.2);
    assertThat(quieter.predictedLufs()).isCloseTo(-14, within(0.01));
    RungPlan overshot = plan.corrected(tried, 0, -14, 0.8);
    assertThat(overshot.ceilingDbtp()).isCloseTo(-3.1, within(1e-9));
    assertThat(overshot.gainDb()).isGreaterThan(tried.gainDb());
    RungPlan linear = plan(DEFAULT, Signals.tone(RATE, at(-22, 5))).rung(-1, -2, 0);
    assertThat(plan.corrected(linear, 0, -14, -3).ceilingDbtp()).isEqualTo(-1.5);
  }

  @Test
  void aHeldBackRungIsCorrectedByGainAlone() {
    GainPlan plan = plan(HOLD_BACK, CRESTED);
    RungPlan tried = plan.rung(-1, -1.5, 0);
    RungPlan overshot = plan.corrected(tried, 0, tried.predictedLufs(), 0.5);
    assertThat(overshot.ceilingDbtp()).isEqualTo(-1.5);
    assertThat(overshot.gainDb()).isCloseTo(tried.gainDb() - 0.8, within(0.01));
  }

  @Test
  void policiesOutOfRangeAreRefusedInWords() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LoudnessTarget(3, 11, -1.5))
        .withMessage("The integrated loudness target must be between -70 and 0 LUFS, not 3.0.");
    assertThatIllegalArgumentException().isThrownBy(() -> new LoudnessTarget(-14, 0, -1.5));
    assertThatIllegalArgumentException().isThrownBy(() -> new LoudnessTarget(-14, 11, Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new NormalisationPolicy(LoudnessTarget.DEFAULT, -1, Peaks.LIMIT, 9, Range.KEEP))
        .withMessage("The highest gain must be between 0 and 60 dB, not -1.0.");
  }
}
