package org.audioprocessor.quality.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.audioprocessor.quality.source.SourceRules.Action;
import org.audioprocessor.testing.Signals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceCheckTest {
  private static final int RATE = 44_100;

  /** Music over faint pink noise, which ends softly. */
  private static float[][] clean() {
    float[][] music = Signals.music(RATE, 3, Signals.at(-20, 6), Signals.at(-16, 4));
    float[][] noise = Signals.pinkNoise(RATE, 10, 0.05, 4);
    for (int channel = 0; channel < music.length; channel++) {
      for (int i = 0; i < music[channel].length; i++) {
        double fade = Math.min(1, (music[channel].length - i) / (double) RATE);
        float side = channel == 0 ? noise[0][i] : noise[0][(i + 20_000) % noise[0].length];
        music[channel][i] = (float) (fade * (music[channel][i] + side));
      }
    }
    return music;
  }

  private static List<SourceFinding> noted(float[][] planes, int bits) {
    SourceCheck check = new SourceCheck(new SourceCheck.Format(RATE, planes.length, true, bits));
    for (int at = 0; at < planes[0].length; at += 1_000) {
      check.feed(planes, at, Math.min(1_000, planes[0].length - at));
    }
    return check.finish().stream()
        .filter(finding -> SourceRules.DEFAULT.action(finding) != Action.PASS)
        .toList();
  }

  private static SourceFinding only(FaultKind kind, float[][] planes) {
    List<SourceFinding> found = noted(planes, 16);
    assertThat(found).extracting(SourceFinding::kind).containsExactly(kind);
    return found.getFirst();
  }

  private static float[][] each(float[][] planes, UnaryOperator<float[]> change) {
    return Arrays.stream(planes).map(change).toArray(float[][]::new);
  }

  @Test
  void soundWithoutAFaultHasNoFinding() {
    assertThat(noted(clean(), 16)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 0.5})
  void clippingIsFoundAlsoWhereItWasTurnedDownLater(double gain) {
    float[][] driven = each(clean(), plane -> map(plane, x -> gain * Math.clamp(20 * x, -1, 1)));
    SourceFinding found = noted(driven, 16).getFirst();
    assertThat(found.kind()).isEqualTo(FaultKind.CLIPPING);
    assertThat(found.value()).isGreaterThan(0.1);
    assertThat(SourceRules.DEFAULT.action(found)).isEqualTo(Action.HOLD);
  }

  @Test
  void aSquareWaveIsNotClipped() {
    assertThat(noted(Signals.square(RATE, 5, 220, 0.5), 16))
        .extracting(SourceFinding::kind)
        .doesNotContain(FaultKind.CLIPPING, FaultKind.DROPOUT);
  }

  @Test
  void silenceIsFoundWhereItLies() {
    float[][] sound = clean();
    float[][] padded = each(sound, plane -> joined(new float[3 * RATE], plane));
    assertThat(only(FaultKind.SILENCE_HEAD, padded).value()).isBetween(2.9, 3.1);
    float[][] tail = each(sound, plane -> joined(plane, new float[4 * RATE]));
    assertThat(only(FaultKind.SILENCE_TAIL, tail).value()).isBetween(3.9, 4.1);
    float[][] inside = each(sound, plane -> joined(joined(plane, new float[2 * RATE]), plane));
    SourceFinding found =
        noted(inside, 16).stream()
            .filter(finding -> finding.kind() == FaultKind.SILENCE_INSIDE)
            .findFirst()
            .orElseThrow();
    assertThat(found.seconds()).isBetween(9.9, 10.1);
  }

  @Test
  void lostBlocksAreInterruptions() {
    float[][] holed =
        each(
            clean(),
            plane -> {
              float[] result = plane.clone();
              for (int at : new int[] {90_000, 150_000, 210_000}) {
                Arrays.fill(result, at, at + 800, 0);
              }
              return result;
            });
    SourceFinding found = only(FaultKind.DROPOUT, holed);
    assertThat(found.value()).isEqualTo(3);
    assertThat(found.seconds()).isBetween(2.03, 2.05);
    assertThat(SourceRules.DEFAULT.action(found)).isEqualTo(Action.HOLD);
  }

  @Test
  void aClickIsAnInterruption() {
    float[][] clicked =
        each(
            clean(),
            plane -> {
              float[] result = plane.clone();
              result[100_000] += 0.7f;
              return result;
            });
    assertThat(only(FaultKind.DROPOUT, clicked).value()).isEqualTo(1);
  }

  @Test
  void channelsThatAreDeadEqualOrOppositeAreTold() {
    float[] left = clean()[0];
    only(FaultKind.DEAD_CHANNEL, new float[][] {left, new float[left.length]});
    only(FaultKind.DUAL_MONO, new float[][] {left, left});
    only(FaultKind.OPPOSITE_PHASE, new float[][] {left, map(left, x -> -0.9 * x)});
  }

  @Test
  void aConstantOffsetIsFound() {
    float[][] shifted = each(clean(), plane -> map(plane, x -> x + 0.05));
    assertThat(only(FaultKind.DC_OFFSET, shifted).value()).isBetween(0.049, 0.051);
  }

  @Test
  void sixteenBitsInTwentyFourAreTold() {
    float[][] sixteen = each(clean(), plane -> map(plane, x -> Math.rint(x * 32_768) / 32_768));
    List<SourceFinding> found = noted(sixteen, 24);
    assertThat(found).extracting(SourceFinding::kind).containsExactly(FaultKind.PADDED_BITS);
    assertThat(found.getFirst().value()).isEqualTo(8);
    assertThat(noted(sixteen, 16)).isEmpty();
  }

  @Test
  void anEndAtFullLevelIsACut() {
    only(FaultKind.CUT_OFF, each(clean(), plane -> Arrays.copyOf(plane, 8 * RATE)));
  }

  @Test
  void nothingIsFoundInNothing() {
    assertThat(noted(new float[2][0], 16)).isEmpty();
    only(FaultKind.SILENCE_HEAD, new float[2][5 * RATE]);
  }

  private interface Sample {
    double of(double x);
  }

  private static float[] map(float[] plane, Sample change) {
    float[] result = new float[plane.length];
    for (int i = 0; i < plane.length; i++) {
      result[i] = (float) change.of(plane[i]);
    }
    return result;
  }

  private static float[] joined(float[] first, float[] second) {
    float[] result = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, result, first.length, second.length);
    return result;
  }
}
