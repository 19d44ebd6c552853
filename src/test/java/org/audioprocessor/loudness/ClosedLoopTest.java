package org.audioprocessor.loudness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.audioprocessor.testing.Signals.at;

import java.util.stream.Stream;
import org.audioprocessor.loudness.plan.GainPlan;
import org.audioprocessor.loudness.plan.NormalisationPolicy;
import org.audioprocessor.loudness.plan.RungPlan;
import org.audioprocessor.testing.Signals;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Signal → meter and envelope → plan → curve, gain and limiter → meter. */
class ClosedLoopTest {
  private static final int RATE = 24_000;

  static Stream<Arguments> signals() {
    return Stream.of(
        signal("tone", Signals.tone(RATE, at(-30, 5))),
        signal("quiet music", Signals.music(RATE, 1, at(-12, 10), at(-15, 5))),
        signal("loud music", Signals.music(RATE, 2, at(2, 10), at(-3, 5))),
        signal("pink noise", Signals.pinkNoise(RATE, 10, 0.5, 3)),
        signal("white noise", Signals.whiteNoise(RATE, 10, 0.02, 4)),
        signal("square", Signals.square(RATE, 10, 110, 0.5)),
        signal(
            "wide range",
            Signals.music(RATE, 5, at(-20, 25), at(-6, 30), at(-19, 25), at(-5, 30))));
  }

  private static Arguments signal(String name, float[][] signal) {
    return Arguments.of(Named.of(name, signal));
  }

  @ParameterizedTest
  @MethodSource("signals")
  void theTargetIsMetTheFirstTime(float[][] signal) {
    LoudnessSnapshot before = Metered.whole(RATE, signal);
    GainPlan plan =
        GainPlan.of(before, Metered.envelope(RATE, signal), NormalisationPolicy.DEFAULT);
    LoudnessSnapshot after = Metered.whole(RATE, rendered(signal, plan, plan.rung(-1, -1.5, 0)));
    assertThat(after.integratedLufs().getAsDouble()).isCloseTo(-14, within(0.1));
    assertThat(after.truePeakDbtp().getAsDouble()).isLessThanOrEqualTo(-1.5);
    if (before.loudnessRangeLu().getAsDouble() > 11) {
      assertThat(after.loudnessRangeLu().getAsDouble()).isBetween(10.0, 12.0);
    } else {
      assertThat(plan.curve().isFlat()).isTrue();
    }
  }

  private static float[][] rendered(float[][] signal, GainPlan plan, RungPlan rung) {
    float[][] work = {signal[0].clone(), signal[1].clone()};
    for (int frame = 0; frame < work[0].length; frame += 1000) {
      plan.curve().apply(work, frame, Math.min(1000, work[0].length - frame), frame, RATE);
    }
    TruePeakLimiter limiter = new TruePeakLimiter(RATE, 2, rung.ceilingDbtp());
    limiter.setGainDb(rung.gainDb());
    return Metered.limited(limiter, work);
  }
}
