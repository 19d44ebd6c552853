package org.audioprocessor.process.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.audioprocessor.testing.Signals.at;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.Job;
import org.audioprocessor.process.Progress;
import org.audioprocessor.process.RenderSettings;
import org.audioprocessor.process.RenditionCertificate;
import org.audioprocessor.process.measure.Measure;
import org.audioprocessor.process.measure.Repairs;
import org.audioprocessor.process.publish.Fetch;
import org.audioprocessor.storage.keys.TrackId;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.Signals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Signals that a plan for music could get wrong, up to the decoded renditions. */
class MadeSignalsTest {
  private static final int RATE = 44_100;
  private static final double SECONDS = 8;
  private static final double TARGET_LUFS = -14;
  private static final double CLOSE_LU = 0.3;

  private @TempDir Path folder;

  static Stream<Arguments> signals() {
    return Stream.of(
        Arguments.of("offset", RATE, plus(music(RATE, -10), t -> 0.5)),
        Arguments.of("infrasound", RATE, plus(music(RATE, -10), sine(3, 0.6))),
        Arguments.of("infrasound of 9 Hz", RATE, plus(music(RATE, -10), sine(9, 0.6))),
        Arguments.of("tone of 17.5 kHz", RATE, plus(music(RATE, -14), sine(17_500, 0.7))),
        Arguments.of("tone of 18 kHz", 96_000, plus(music(96_000, -14), sine(18_000, 0.7))),
        Arguments.of("tone of 30 kHz", 96_000, plus(music(96_000, -14), sine(30_000, 0.7))),
        Arguments.of("tone of 60 kHz", 192_000, plus(music(192_000, -14), sine(60_000, 0.7))),
        Arguments.of("hiss above med", RATE, plus(music(RATE, -30), hiss(13_000, 15_000))),
        Arguments.of("hiss above low", RATE, plus(music(RATE, -22), hiss(9_000, 11_000))),
        Arguments.of("one channel", RATE, new float[][] {music(RATE, -6)[0], silence()}),
        Arguments.of("opposite", RATE, opposite(music(RATE, -6)[0])),
        Arguments.of("clicks", RATE, clicks()),
        Arguments.of("square", RATE, Signals.square(RATE, SECONDS, 441, 1)),
        Arguments.of("white", RATE, Signals.whiteNoise(RATE, SECONDS, 0.5, 1)),
        Arguments.of("pink", RATE, Signals.pinkNoise(RATE, SECONDS, 0.5, 2)),
        Arguments.of("brown", RATE, brown(RATE)),
        Arguments.of("blue", RATE, differences(Signals.pinkNoise(RATE, SECONDS, 0.5, 3))),
        Arguments.of("violet", RATE, differences(Signals.whiteNoise(RATE, SECONDS, 0.5, 4))),
        Arguments.of("float peaks of +30 dB", RATE, withPeaks(music(RATE, -10), 31.6f)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("signals")
  void everyRenditionHasItsPlansLoudnessOrTheReasonIsNamed(String name, int rate, float[][] sound)
      throws Exception {
    RenderResult result = rendered(sound, rate);

    double aim = result.plan().aimLufs().orElseThrow();
    if (aim < TARGET_LUFS - CLOSE_LU) {
      assertThat(result.plan().sentence()).contains("below the target: ");
    }
    for (RenditionCertificate rendition : result.certificate().renditions()) {
      String rung = rendition.name().equals("m4a") ? "high" : rendition.name();
      double lufs = rendition.integratedLufs().orElse(-70);
      if (Math.abs(lufs - aim) > CLOSE_LU) {
        assertThat(result.certificate().warnings())
            .as("%s has %.2f LUFS", rung, lufs)
            .anyMatch(warning -> warning.startsWith(rung + " "));
      }
      assertThat(rendition.truePeakDbtp().orElse(-99)).as("%s", rung).isLessThanOrEqualTo(0);
      assertThat(rendition.inputTruePeakDbtp()).as("%s", rung).isLessThanOrEqualTo(-1.5);
    }
  }

  @Test
  void aRungWithoutAnyOfTheSoundIsNamedAndNotRaised() throws Exception {
    RenderResult result = rendered(plus(music(RATE, -40), hiss(9_000, 11_000)), RATE);

    assertThat(result.certificate().warnings())
        .containsExactly(
            "low carries nothing of it: its encoder ends at 7.4 kHz, and the sound lies above");
    assertThat(result.certificate().findings()).isEqualTo(result.certificate().warnings());
    RenditionCertificate low = result.certificate().renditions().getFirst();
    assertThat(low.rounds()).isEqualTo(1);
    assertThat(low.gainDb()).isCloseTo(result.plan().gainDb(), within(0.01));
  }

  @Test
  void aRungIsRaisedAsFarAsItsOwnBandNeedsIt() throws Exception {
    RenderResult result = rendered(plus(music(RATE, -22), hiss(9_000, 11_000)), RATE);

    RenditionCertificate low = result.certificate().renditions().getFirst();
    assertThat(low.gainDb()).isGreaterThan(result.plan().gainDb() + 15);
    assertThat(low.integratedLufs().orElseThrow()).isCloseTo(TARGET_LUFS, within(CLOSE_LU));
  }

  @Test
  void whatIsNoSoundIsRemovedAndNamedBeforeTheSourceIsMeasured() throws Exception {
    RenderResult offset = rendered(plus(music(RATE, -10), t -> 0.5), RATE);
    RenderResult infrasound = rendered(plus(music(RATE, -10), sine(3, 0.6)), RATE);

    assertThat(offset.certificate().warnings())
        .containsExactly("a constant offset of +0.500 of full scale was removed");
    assertThat(infrasound.certificate().warnings())
        .containsExactly("infrasound, which cannot be heard, was removed below 12 Hz");
    for (RenderResult repaired : List.of(offset, infrasound)) {
      assertThat(repaired.measured().loudness().truePeakDbtp().orElseThrow()).isLessThan(-10);
    }
  }

  @Test
  void aBurstOfDamageIsLoweredAndNamedWithItsTime() throws Exception {
    float[][] sound = music(RATE, -10);
    float[][] noise = Signals.whiteNoise(RATE, 0.02, 4, 3);
    for (int channel = 0; channel < 2; channel++) {
      System.arraycopy(noise[channel], 0, sound[channel], 5 * RATE, noise[0].length);
    }

    RenderResult result = rendered(sound, RATE);

    assertThat(result.certificate().warnings())
        .singleElement()
        .asString()
        .startsWith("20 ms at 0:05.00 stand ")
        .endsWith(" dB above everything else, as damage does, and were lowered");
    assertThat(result.certificate().renditions())
        .allSatisfy(rendition ->
            assertThat(rendition.integratedLufs().orElseThrow())
                .isCloseTo(TARGET_LUFS, within(CLOSE_LU)));
  }

  @Test
  void musicIsMeasuredOnceAndPassesAsItIs() throws Exception {
    Path file =
        AudioFiles.wav(
            folder.resolve("music.wav"), Signals.tone(48_000, at(-20, 9), at(-6, 9)), 48_000);
    RenderSettings settings = RenderSettings.DEFAULT;

    Measure.FirstPass first =
        new Measure(settings, new CancelToken(), Progress.NONE)
            .of(Fetch.local(file, settings.limits()));

    assertThat(first.repairs()).isEqualTo(Repairs.NONE);
    assertThat(first.inBand()).isFalse();
    assertThat(first.rungSignals()).isEmpty();
  }

  private RenderResult rendered(float[][] sound, int rate) throws Exception {
    Path file = AudioFiles.wav(folder.resolve("made.wav"), sound, rate);
    Job job = new Job("made.wav", TrackId.of("made.wav"), 1, 0, RenderSettings.DEFAULT);
    TrackOrder order = new TrackOrder(job, Fetch.local(file, job.settings().limits()), folder);
    return new InProcessRenderer().render(order, new Nowhere(), new CancelToken(), Progress.NONE);
  }

  private static float[][] music(int rate, double dbfs) {
    return Signals.music(rate, 7, at(dbfs, SECONDS));
  }

  private static float[] silence() {
    return new float[Signals.frames(SECONDS, RATE)];
  }

  private static DoubleUnaryOperator sine(double hz, double amplitude) {
    return t ->
        amplitude * Math.min(1, 20 * Math.min(t, SECONDS - t)) * Math.sin(2 * Math.PI * hz * t);
  }

  /** Many sines between two frequencies. */
  private static DoubleUnaryOperator hiss(double fromHz, double toHz) {
    Random random = new Random(5);
    double[] hz = random.doubles(40, fromHz, toHz).toArray();
    return t -> {
      double sum = 0;
      for (double one : hz) {
        sum += Math.sin(2 * Math.PI * one * t + one);
      }
      return 0.05 * Math.min(1, 20 * Math.min(t, SECONDS - t)) * sum;
    };
  }

  private static float[][] plus(float[][] sound, DoubleUnaryOperator of) {
    int rate = (int) Math.round(sound[0].length / SECONDS);
    for (int i = 0; i < sound[0].length; i++) {
      float more = (float) of.applyAsDouble(i / (double) rate);
      sound[0][i] += more;
      sound[1][i] += more;
    }
    return sound;
  }

  private static float[][] opposite(float[] left) {
    float[] right = left.clone();
    for (int i = 0; i < right.length; i++) {
      right[i] = -right[i];
    }
    return new float[][] {left, right};
  }

  private static float[][] clicks() {
    float[][] clicks = Signals.whiteNoise(RATE, SECONDS, 0.001, 9);
    for (int at = RATE / 4; at < clicks[0].length; at += RATE / 2) {
      clicks[0][at] = 0.9f;
      clicks[1][at] = 0.9f;
    }
    return clicks;
  }

  private static float[][] brown(int rate) {
    float[][] noise = Signals.whiteNoise(rate, SECONDS, 0.05, 6);
    for (float[] channel : noise) {
      double sum = 0;
      for (int i = 0; i < channel.length; i++) {
        sum = 0.999 * sum + channel[i];
        channel[i] = (float) sum;
      }
    }
    return noise;
  }

  private static float[][] differences(float[][] sound) {
    for (float[] channel : sound) {
      for (int i = channel.length - 1; i > 0; i--) {
        channel[i] = (channel[i] - channel[i - 1]) / 2;
      }
    }
    return sound;
  }

  private static float[][] withPeaks(float[][] sound, float peak) {
    for (int at = RATE; at < sound[0].length; at += 2 * RATE) {
      sound[0][at] = peak;
      sound[1][at + 1] = -peak;
    }
    return sound;
  }

  private static final class Nowhere implements TrackSink {
    @Override
    public void announce(List<String> names) {}

    @Override
    public void put(String name, byte[] bytes) {}
  }
}
