package org.audioprocessor.worker.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.preview.PublishedClicks;
import org.audioprocessor.process.Certificate;
import org.audioprocessor.process.Published;
import org.audioprocessor.process.RenditionCertificate;
import org.junit.jupiter.api.Test;

/** On a real certificate whose peaks are set. */
class TrackAttemptTest {
  /** Of low, med, high and the M4A. */
  private static Published withPeaks(OptionalDouble... dbtp) {
    Published real = PublishedClicks.published();
    List<RenditionCertificate> renditions = new ArrayList<>();
    for (int i = 0; i < dbtp.length; i++) {
      renditions.add(withPeak(real.certificate().renditions().get(i), dbtp[i]));
    }
    Certificate certificate =
        new Certificate(renditions, real.certificate().rules(), real.certificate().warnings());
    return new Published(real.job(), real.measured(), real.plan(), certificate, real.playlistKey());
  }

  private static RenditionCertificate withPeak(RenditionCertificate real, OptionalDouble dbtp) {
    LoudnessSnapshot measured = real.measured();
    LoudnessSnapshot set =
        new LoudnessSnapshot(
            measured.momentaryLufs(),
            measured.shortTermLufs(),
            measured.integratedLufs(),
            measured.loudnessRangeLu(),
            dbtp,
            measured.maxMomentaryLufs(),
            measured.maxShortTermLufs(),
            measured.truePeakPerChannelDbtp(),
            measured.seconds());
    return new RenditionCertificate(
        real.name(),
        set,
        real.seconds(),
        real.gainDb(),
        real.ceilingDbtp(),
        real.inputTruePeakDbtp(),
        real.peakReductionDb(),
        real.rounds(),
        real.encoder(),
        real.quality());
  }

  private static OptionalDouble at(double dbtp) {
    return OptionalDouble.of(dbtp);
  }

  @Test
  void theQueueKeepsNoScoreOfSoundThatWasNotCompared() {
    OptionalDouble none = OptionalDouble.empty();
    assertThat(TrackAttempt.result(withPeaks(none, none, none, none)).score2f()).isNull();
  }

  @Test
  void theQueueKeepsThePeakOfTheWorstRenditionWhicheverThatIs() {
    assertThat(
            TrackAttempt.result(withPeaks(at(-0.8), at(-1.5), at(-3.3), at(-3.2))).truePeakDbtp())
        .isEqualTo(-0.8);
    assertThat(TrackAttempt.result(withPeaks(at(-2), at(-1.5), at(-3.3), at(-3.2))).truePeakDbtp())
        .isEqualTo(-1.5);
    assertThat(TrackAttempt.result(withPeaks(at(-2), at(-2), at(-3), at(-0.4))).truePeakDbtp())
        .isEqualTo(-0.4);
    OptionalDouble none = OptionalDouble.empty();
    assertThat(TrackAttempt.result(withPeaks(none, none, none, none)).truePeakDbtp()).isNull();
  }
}
