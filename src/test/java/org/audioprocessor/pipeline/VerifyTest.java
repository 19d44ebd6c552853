package org.audioprocessor.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.junit.jupiter.api.Test;

/** Which rungs are rendered once more, and how. */
class VerifyTest {
  private static final double TARGET_LUFS = -14;

  private static Renditions heard(double lowLufs, double highPeakDbtp) {
    Renditions made = RenderedTracks.of(1, 0);
    List<RenderedRung> rungs = new ArrayList<>(made.rungs());
    rungs.set(0, heard(rungs.get(0), lowLufs, -3));
    rungs.set(1, heard(rungs.get(1), TARGET_LUFS, -3));
    rungs.set(2, heard(rungs.get(2), TARGET_LUFS, highPeakDbtp));
    return new Renditions(rungs, made.m4a(), List.of());
  }

  private static RenderedRung heard(RenderedRung rung, double lufs, double peakDbtp) {
    LoudnessSnapshot was = rung.measured();
    LoudnessSnapshot measured =
        new LoudnessSnapshot(
            was.momentaryLufs(),
            was.shortTermLufs(),
            OptionalDouble.of(lufs),
            was.loudnessRangeLu(),
            OptionalDouble.of(peakDbtp),
            was.maxMomentaryLufs(),
            was.maxShortTermLufs(),
            was.truePeakPerChannelDbtp(),
            was.seconds());
    return new RenderedRung(
        rung.job(),
        rung.segments(),
        measured,
        rung.decodedFrames(),
        rung.decodeErrors(),
        rung.inputTruePeakDbtp(),
        rung.peakReductionDb(),
        rung.packets());
  }

  @Test
  void whatIsWithinTheToleranceIsNotRenderedAgain() {
    assertThat(RenderedTracks.verify().nextRound(heard(TARGET_LUFS + 0.2, -0.2))).isEmpty();
  }

  @Test
  void aRungThatIsTooLoudIsRenderedAgainAloneQuieterAndUnderNewNames() {
    List<RungJob> again = RenderedTracks.verify().nextRound(heard(TARGET_LUFS + 1, -3));

    assertThat(again).hasSize(1);
    RungJob low = again.getFirst();
    RungJob before = RenderedTracks.of(1, 0).rungs().getFirst().job();
    assertThat(low.rung().name()).isEqualTo("low");
    assertThat(low.round()).isEqualTo(1);
    assertThat(low.plan().gainDb())
        .isBetween(before.plan().gainDb() - 1.2, before.plan().gainDb() - 0.8);
    assertThat(low.segmentName(0)).isEqualTo("segment_g0001b_00000.ts");
  }

  @Test
  void aRungThatPassesFullScaleIsRenderedAgainWithALowerCeilingAndTheM4aWithIt() {
    List<RungJob> again = RenderedTracks.verify().nextRound(heard(TARGET_LUFS, 0.7));

    RungJob high = again.getFirst();
    RungJob before = RenderedTracks.of(1, 0).m4aRung().job();
    assertThat(again).hasSize(1);
    assertThat(high.rung().name()).isEqualTo("high");
    assertThat(high.plan().ceilingDbtp()).isLessThan(before.plan().ceilingDbtp() - 0.7);
    assertThat(high.m4a()).isEqualTo(before.m4a());
  }

  @Test
  void aRungWhoseGainHasReachedItsLimitIsNotRenderedAgainInVain() {
    Renditions missed = heard(TARGET_LUFS - 40, -50);
    List<RungJob> again = RenderedTracks.verify().nextRound(missed);
    RenderedRung low = missed.rungs().getFirst();
    RenderedRung second =
        new RenderedRung(
            again.getFirst(),
            low.segments(),
            low.measured(),
            low.decodedFrames(),
            0,
            -50,
            0,
            low.packets());

    assertThat(RenderedTracks.verify().nextRound(missed.with(List.of(second)))).isEmpty();
  }

  @Test
  void theSegmentsOfTheRoundBeforeAreAbandoned() {
    Renditions made = RenderedTracks.of(1, 0);
    RenderedRung low = made.rungs().getFirst();
    RenderedRung again =
        new RenderedRung(
            low.job().again(low.job().plan()),
            low.segments(),
            low.measured(),
            low.decodedFrames(),
            0,
            -2,
            0,
            low.packets());

    Renditions merged = made.with(List.of(again));

    assertThat(merged.rungs().getFirst().job().round()).isEqualTo(1);
    assertThat(merged.rungs().subList(1, 3)).isEqualTo(made.rungs().subList(1, 3));
    assertThat(merged.abandoned())
        .containsExactly(
            "low/segment_g0001a_00000.ts",
            "low/segment_g0001a_00001.ts",
            "low/segment_g0001a_00002.ts");
  }

  @Test
  void namesOfEveryRoundOfEveryTryAreNew() {
    List<String> names = new ArrayList<>();
    for (int tryNumber = 0; tryNumber < 8; tryNumber++) {
      RungJob job = RenderedTracks.of(3, tryNumber).rungs().getFirst().job();
      for (int round = 0; round < Job.MAX_ROUNDS; round++) {
        names.add(job.segmentName(0));
        job = job.again(job.plan());
      }
    }

    assertThat(names).doesNotHaveDuplicates().hasSize(8 * Job.MAX_ROUNDS);
  }
}
