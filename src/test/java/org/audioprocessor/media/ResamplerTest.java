package org.audioprocessor.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.audioprocessor.testing.AudioFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {
  private static final double AMPLITUDE = 0.5;

  @ParameterizedTest
  @CsvSource({"44100,24000", "44100,32000", "48000,44100", "48000,24000", "96000,44100"})
  void theBandPassesAndWhatIsAboveItIsGone(int from, int to) throws MediaException {
    double band = Math.min(from, to) / 2.0;
    for (double share : new double[] {0.1, 0.5, 0.8, 0.9}) {
      assertThat(gainDb(from, to, share * band)).as("%s", share).isCloseTo(0, within(0.02));
    }
    for (double share : new double[] {1.04, 1.2, 1.5}) {
      if (share * band < from / 2.0) {
        assertThat(gainDb(from, to, share * band)).as("%s", share).isLessThan(-90);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "44100,24000,44100",
    "44100,24000,1",
    "44100,32000,12345",
    "48000,44100,7",
    "8000,44100,801",
    "192000,24000,100003",
    "44100,44100,5000",
    "44100,48000,0"
  })
  void thereAreExactlyAsManyFramesAsTheDurationHas(int from, int to, int frames)
      throws MediaException {
    float[][] out = resample(AudioFiles.noise(2, frames, 0.5, 1), from, to, 1152);
    assertThat(out[0].length).isEqualTo((int) Math.round((double) frames * to / from));
  }

  @ParameterizedTest
  @CsvSource({"44100,24000", "44100,32000", "48000,44100", "8000,44100", "192000,32000"})
  void anInstantKeepsItsTime(int from, int to) throws MediaException {
    float[][] click = new float[1][from];
    click[0][from / 2] = 1f;
    float[] out = resample(click, from, to, 999)[0];
    double weight = 0;
    double moment = 0;
    for (int i = 0; i < out.length; i++) {
      double power = (double) out[i] * out[i];
      weight += power;
      moment += power * i;
    }
    assertThat(moment / weight / to).isCloseTo(0.5, within(1e-6));
  }

  @Test
  void theFirstSampleIsNotPrecededByAnEcho() throws MediaException {
    float[][] step = new float[1][4800];
    Arrays.fill(step[0], 1f);
    float[] out = resample(step, 48_000, 24_000, 480)[0];
    // a step's middle lies at its beginning; FFmpeg alone would mirror it and start at 1
    assertThat(out[0]).isBetween(0.4f, 0.8f);
    assertThat(out[1000]).isCloseTo(1f, within(1e-4f));
  }

  @Test
  void blockSizesDoNotMatter() throws MediaException {
    float[][] noise = AudioFiles.noise(2, 20_000, 0.5, 2);
    float[][] small = resample(noise, 44_100, 32_000, 77);
    float[][] large = resample(noise, 44_100, 32_000, 20_000);
    assertThat(small[0]).containsExactly(large[0]);
    assertThat(small[1]).containsExactly(large[1]);
  }

  @Test
  void equalRatesPassEverySample() throws MediaException {
    float[][] noise = AudioFiles.noise(2, 5_000, 0.5, 3);
    assertThat(resample(noise, 44_100, 44_100, 1152)[1]).containsExactly(noise[1]);
  }

  /** An experiment once read the pass band from this property. */
  @ParameterizedTest
  @ValueSource(strings = {"0.2", "abc"})
  void aSystemPropertyDoesNotChangeTheSound(String value) throws MediaException {
    float[][] noise = AudioFiles.noise(1, 5_000, 0.5, 4);
    float[][] before = resample(noise, 44_100, 32_000, 1152);
    System.setProperty("pb", value);
    try {
      assertThat(resample(noise, 44_100, 32_000, 1152)[0]).containsExactly(before[0]);
    } finally {
      System.clearProperty("pb");
    }
  }

  private static double gainDb(int from, int to, double hz) throws MediaException {
    float[] out = resample(AudioFiles.sine(1, from, hz, 0.2, AMPLITUDE), from, to, 4096)[0];
    double sum = 0;
    int edge = out.length / 10;
    for (int i = edge; i < out.length - edge; i++) {
      sum += (double) out[i] * out[i];
    }
    double rms = Math.sqrt(sum / (out.length - 2 * edge));
    return 20 * Math.log10(rms / (AMPLITUDE / Math.sqrt(2)));
  }

  private static float[][] resample(float[][] in, int from, int to, int block)
      throws MediaException {
    try (Resampler resampler = Resampler.open(from, to, in.length)) {
      float[][] out = new float[in.length][resampler.outputFramesAtMost(block)];
      float[][] all = new float[in.length][in[0].length * 6 + 100];
      int at = 0;
      for (int i = 0; i < in[0].length; i += block) {
        int got = resampler.process(in, i, Math.min(block, in[0].length - i), out);
        at = append(out, got, all, at);
      }
      int end = append(out, resampler.finish(out), all, at);
      return Arrays.stream(all).map(p -> Arrays.copyOf(p, end)).toArray(float[][]::new);
    }
  }

  private static int append(float[][] from, int frames, float[][] to, int at) {
    for (int c = 0; c < from.length; c++) {
      System.arraycopy(from[c], 0, to[c], at, frames);
    }
    return at + frames;
  }
}
