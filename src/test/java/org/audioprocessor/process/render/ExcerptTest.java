package org.audioprocessor.process.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.audioprocessor.loudness.EnvelopeRecorder;
import org.audioprocessor.loudness.LoudnessEnvelope;
import org.audioprocessor.testing.Signals;
import org.junit.jupiter.api.Test;

class ExcerptTest {
  private static final int RATE = 8_000;

  private static LoudnessEnvelope envelope(float[][] stereo) {
    EnvelopeRecorder recorder = new EnvelopeRecorder(RATE, new double[0]);
    recorder.feed(stereo, 0, stereo[0].length);
    return recorder.envelope();
  }

  @Test
  void theStartTheLoudestAndTheBusiestTenSecondsAreCompared() {
    float[][] track =
        Signals.tone(RATE, Signals.at(-30, 40), Signals.at(-10, 10), Signals.at(-30, 50));
    for (int beat = 0; beat < 40; beat++) {
      int from = 70 * RATE + beat * RATE / 4;
      Arrays.fill(track[0], from, from + RATE / 8, 0);
      Arrays.fill(track[1], from, from + RATE / 8, 0);
    }
    assertThat(Excerpt.of(envelope(track)))
        .containsExactly(new Excerpt(0, 10), new Excerpt(40, 10), new Excerpt(70, 10));
  }

  @Test
  void excerptsDoNotOverlapAndAShortTrackHasFewer() {
    assertThat(Excerpt.of(envelope(Signals.tone(RATE, Signals.at(-20, 25.5)))))
        .hasSize(2)
        .first()
        .isEqualTo(new Excerpt(0, 10));
    assertThat(Excerpt.of(envelope(Signals.tone(RATE, Signals.at(-20, 7.9)))))
        .containsExactly(new Excerpt(0, 7));
    assertThat(Excerpt.of(envelope(Signals.tone(RATE, Signals.at(-20, 0.9))))).isEmpty();
  }

  @Test
  void figuresThatAreImpossibleAreRefused() {
    assertThatThrownBy(() -> new RenditionQuality(Double.NaN, 50))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RenditionQuality(-1, 101))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
