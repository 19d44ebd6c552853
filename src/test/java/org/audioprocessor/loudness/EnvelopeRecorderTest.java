package org.audioprocessor.loudness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.audioprocessor.testing.Signals.at;

import java.util.ArrayList;
import java.util.List;
import org.audioprocessor.testing.Signals;
import org.junit.jupiter.api.Test;

class EnvelopeRecorderTest {
  private static final int RATE = 44_100;

  @Test
  void itRecordsWhatTheMetersHopsSay() {
    float[][] music = Signals.music(RATE, 2, at(-6, 3));
    LoudnessEnvelope envelope = Metered.envelope(RATE, music);
    List<double[]> hops = new ArrayList<>();
    LoudnessMeter meter = LoudnessMeter.stereo(RATE);
    meter.onHop((meanSquare, peak) -> hops.add(new double[] {meanSquare, peak}));
    meter.feed(music, 0, music[0].length);
    assertThat(envelope.hops()).isEqualTo(300).isEqualTo(hops.size());
    for (int hop = 0; hop < hops.size(); hop++) {
      assertThat(envelope.weightedMeanSquare(hop)).isEqualTo((float) hops.get(hop)[0]);
      assertThat(envelope.samplePeak(hop)).isEqualTo((float) hops.get(hop)[1]);
    }
  }

  @Test
  void theBlockSizeChangesNothing() {
    float[][] music = Signals.music(RATE, 2, at(-6, 1.5));
    LoudnessEnvelope whole = Metered.envelope(RATE, music, 5750);
    EnvelopeRecorder recorder = new EnvelopeRecorder(RATE, new double[] {5750});
    for (int frame = 0; frame < music[0].length; frame += 7) {
      recorder.feed(music, frame, Math.min(7, music[0].length - frame));
    }
    LoudnessEnvelope pieces = recorder.envelope();
    assertThat(pieces.hops()).isEqualTo(whole.hops());
    for (int hop = 0; hop < whole.hops(); hop++) {
      assertThat(pieces.weightedMeanSquare(hop)).isEqualTo(whole.weightedMeanSquare(hop));
      assertThat(pieces.bandMeanSquare(0, hop)).isEqualTo(whole.bandMeanSquare(0, hop));
      assertThat(pieces.quarterPeak(hop, 3)).isEqualTo(whole.quarterPeak(hop, 3));
    }
  }

  @Test
  void aBandKeepsWhatIsBelowItAndLosesWhatIsAbove() {
    LoudnessEnvelope below =
        Metered.envelope(RATE, Signals.sine(RATE, 1, 2000, 0.5, 0), 5750, 30_000);
    LoudnessEnvelope above =
        Metered.envelope(RATE, Signals.sine(RATE, 1, 12_000, 0.5, 0), 5750, 30_000);
    assertThat(bandLossDb(below, 0)).isCloseTo(0, within(0.03));
    assertThat(bandLossDb(above, 0)).isGreaterThan(24);
    assertThat(above.bandMeanSquare(1, 50))
        .as("wider than the rate")
        .isEqualTo(above.weightedMeanSquare(50));
    assertThat(above.bandMeanSquare(-1, 50)).isEqualTo(above.weightedMeanSquare(50));
  }

  private static double bandLossDb(LoudnessEnvelope envelope, int band) {
    return 10 * Math.log10(envelope.weightedMeanSquare(50) / envelope.bandMeanSquare(band, 50));
  }

  @Test
  void quarterPeaksLieWhereTheClickIs() {
    float[][] click = Signals.silence(RATE, 0.02);
    click[1][441 + 300] = -0.5f;
    LoudnessEnvelope envelope = Metered.envelope(RATE, click);
    assertThat(envelope.quarterPeak(1, 2)).isEqualTo(0.5f);
    assertThat(envelope.quarterPeak(1, 1)).isLessThan(0.002f);
    assertThat(envelope.samplePeak(0)).isZero();
  }

  @Test
  void itGrowsPastAMinute() {
    LoudnessEnvelope envelope = new LoudnessEnvelope();
    for (int hop = 0; hop < 13_000; hop++) {
      envelope.add(hop, new float[] {0, hop, 0, 0});
    }
    assertThat(envelope.weightedMeanSquare(12_999)).isEqualTo(12_999);
    assertThat(envelope.samplePeak(6_000)).isEqualTo(6_000);
  }
}
