package org.audioprocessor.process.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.media.encode.AacSettings;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.Job;
import org.audioprocessor.process.Progress;
import org.audioprocessor.process.RenderSettings;
import org.audioprocessor.process.RenderedTracks;
import org.audioprocessor.process.Source;
import org.audioprocessor.process.measure.Measure;
import org.audioprocessor.process.publish.Fetch;
import org.audioprocessor.process.render.Encoder;
import org.audioprocessor.process.render.RenderedRung;
import org.audioprocessor.process.render.Renditions;
import org.audioprocessor.process.render.RungJob;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.Signals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which rungs are rendered once more, and how. */
class VerifyTest {
  private static final double TARGET_LUFS = -14;

  private @TempDir Path folder;

  private static Renditions heard(double lowLufs, double highPeakDbtp) {
    Renditions made = RenderedTracks.of(1, 0);
    List<RenderedRung> rungs = new ArrayList<>();
    for (RenderedRung rung : made.rungs()) {
      String name = rung.job().rung().name();
      double lufs = name.equals("low") ? lowLufs : TARGET_LUFS;
      rungs.add(heard(rung, lufs, name.equals("high") ? highPeakDbtp : -3));
    }
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
        rung.packets(),
        rung.encoder(),
        rung.quality());
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
  void aRungFarAboveFullScaleIsRenderedAgainWithTheFastCoderAtThatCodersCeiling() {
    List<RungJob> again = RenderedTracks.verify().nextRound(heard(TARGET_LUFS, 1.1));

    assertThat(again).hasSize(1);
    assertThatRungHasFastCoder(again.getFirst(), 1, 0);
  }

  @Test
  void aRungThatMissesAgainUnderALoweredCeilingIsRenderedWithTheFastCoder() {
    Renditions first = heard(TARGET_LUFS, 0.3);
    RungJob lowered = RenderedTracks.verify().nextRound(first).getFirst();
    assertThat(lowered.encoding().coder()).isEqualTo(AacSettings.Coder.TWOLOOP);
    Renditions second =
        first.with(List.of(heard(tried(first.m4aRung(), lowered), TARGET_LUFS - 0.5, -2)));

    List<RungJob> again = RenderedTracks.verify().nextRound(second);

    assertThat(again).hasSize(1);
    assertThatRungHasFastCoder(again.getFirst(), 2, 0);
  }

  @Test
  void aRungOfTheFastCoderThatMissesKeepsItsCoder() {
    Renditions first = heard(TARGET_LUFS, 2);
    RungJob fast = RenderedTracks.verify().nextRound(first).getFirst();
    Renditions second = first.with(List.of(heard(tried(first.m4aRung(), fast), TARGET_LUFS, 1.5)));

    RungJob corrected = RenderedTracks.verify().nextRound(second).getFirst();

    assertThatRungHasFastCoder(corrected, 2, 1.8);
  }

  /** The track needs no limiter: the fast coder begins at the target's own ceiling. */
  private static void assertThatRungHasFastCoder(RungJob job, int round, double loweredDb) {
    double highestDbtp = RenderSettings.DEFAULT.policy().target().truePeakDbtp();
    assertThat(job.rung().name()).isEqualTo("high");
    assertThat(job.encoding()).isEqualTo(Encoder.QUICK.settings(job.rung(), 44_100));
    assertThat(job.plan().ceilingDbtp()).isCloseTo(highestDbtp - loweredDb, within(0.01));
    assertThat(job.round()).isEqualTo(round);
    assertThat(job.m4a()).isNotNull();
  }

  private static RenderedRung tried(RenderedRung rung, RungJob job) {
    return new RenderedRung(
        job,
        rung.segments(),
        rung.measured(),
        rung.decodedFrames(),
        rung.decodeErrors(),
        rung.inputTruePeakDbtp(),
        rung.peakReductionDb(),
        rung.packets(),
        rung.encoder(),
        rung.quality());
  }

  /** Beats stand out of faint noise so far that a limiter takes most of them away. */
  @Test
  void lowRungsThatAreLimitedVeryFarHaveTheFastCoderFromTheStart() throws Exception {
    float[] sound = Signals.whiteNoise(44_100, 20, 0.005, 1)[0];
    for (int second = 0; second < 20; second++) {
      System.arraycopy(
          Signals.whiteNoise(44_100, 0.02, 1, second)[0], 0, sound, second * 44_100, 882);
    }
    Path wav = AudioFiles.wav(folder.resolve("beats.wav"), Signals.both(sound), 44_100);
    RenderSettings settings = RenderSettings.DEFAULT;
    Source source = Fetch.local(wav, settings.limits());
    Measure.FirstPass first = new Measure(settings, new CancelToken(), Progress.NONE).of(source);
    Job job = new Job("beats.wav", RenderedTracks.ID, 1, 0, settings);
    Verify verify = new Verify(job, first, first.plan(settings));

    List<RungJob> jobs = verify.firstRound(folder.resolve("track.m4a"));

    assertThat(jobs)
        .filteredOn(rung -> rung.encoding().coder() == AacSettings.Coder.FAST)
        .extracting(rung -> rung.rung().name())
        .containsExactly("low", "med");
    assertThat(RenderedTracks.of(1, 0).rungs())
        .allMatch(rung -> rung.job().encoding().coder() == AacSettings.Coder.TWOLOOP);
  }

  @Test
  void aRungThatLostItsSoundInTheEncoderIsNotRenderedAgainInVain() {
    assertThat(RenderedTracks.verify().nextRound(heard(TARGET_LUFS - 40, -50))).isEmpty();
  }

  @Test
  void aRungIsRaisedByWhatItMissesWithoutALimit() {
    Renditions missed = heard(TARGET_LUFS - 18, -30);

    RungJob again = RenderedTracks.verify().nextRound(missed).getFirst();

    double before = missed.rungs().getFirst().job().plan().gainDb();
    assertThat(again.plan().gainDb()).isGreaterThan(before + 17);
  }

  @Test
  void theSegmentsOfTheRoundBeforeAreAbandoned() {
    Renditions made = RenderedTracks.of(1, 0);
    RenderedRung low = made.rungs().getFirst();
    RenderedRung again = tried(low, low.job().again(low.job().plan()));

    Renditions merged = made.with(List.of(again));

    assertThat(merged.rungs().getFirst().job().round()).isEqualTo(1);
    assertThat(merged.rungs()).endsWith(made.rungs().stream().skip(1).toArray(RenderedRung[]::new));
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
