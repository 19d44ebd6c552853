package org.audioprocessor.media.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.EncodedFiles;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.NativeOwnersAreFreed;
import org.audioprocessor.testing.Signals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A place that is reached by a seek sounds as it does after decoding everything before it. */
@ExtendWith(NativeOwnersAreFreed.class)
class ExactSeekTest {
  private static final int RATE = 44_100;
  private static final double SECONDS = 24;

  @TempDir Path folder;

  private static float[][] music() {
    return Signals.music(RATE, 3, Signals.at(-18, SECONDS));
  }

  private static float[] rest(AudioFile file) throws MediaException {
    AudioBlock block = new AudioBlock();
    float[] all = new float[(int) ((SECONDS + 1) * RATE)];
    int at = 0;
    while (file.read(block)) {
      System.arraycopy(block.samples()[1], 0, all, at, block.frames());
      at += block.frames();
    }
    return Arrays.copyOf(all, at);
  }

  private static float[] whole(Path file) throws MediaException {
    try (AudioFile opened = AudioFile.open(file, MediaLimits.DEFAULT, () -> false)) {
      return rest(opened);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "wav, pcm_s16le",
    "w64, pcm_s16le",
    "aiff, pcm_s16be",
    "caf, pcm_s16le",
    "flac, flac",
    "mp3, libmp3lame",
    "ipod, alac"
  })
  void fromThePlaceOnEverySampleIsTheSame(String muxer, String encoder) throws Exception {
    Path file = EncodedFiles.write(folder.resolve("a." + muxer), muxer, encoder, music(), RATE);
    float[] whole = whole(file);
    for (double seconds : new double[] {3, 11.37, 20.001, 23.99}) {
      try (AudioFile sought =
          AudioFile.openBefore(seconds, file, MediaLimits.DEFAULT, () -> false)) {
        long from = sought.decodedFrames();
        int place = (int) (seconds * RATE);
        assertThat(from).as("begins at").isBetween(place - 2L * RATE, (long) place).isPositive();
        float[] rest = rest(sought);
        assertThat(from + rest.length).as("ends at").isEqualTo(whole.length);
        int skipped = place - (int) from;
        assertThat(Arrays.mismatch(rest, skipped, rest.length, whole, place, whole.length))
            .as("the first other sample after %s s", seconds)
            .isEqualTo(-1);
      }
    }
  }

  /** AAC fills bands with noise of its own, which is another one after a seek. */
  @Test
  void inAacEverySampleIsInItsPlaceAndOnlyNoiseDiffers() throws Exception {
    Path file = EncodedFiles.write(folder.resolve("a.m4a"), "ipod", "aac", music(), RATE);
    float[] whole = whole(file);
    try (AudioFile sought = AudioFile.openBefore(11.37, file, MediaLimits.DEFAULT, () -> false)) {
      int from = (int) sought.decodedFrames();
      float[] rest = rest(sought);
      assertThat(from).isPositive();
      assertThat(from + rest.length).isEqualTo(whole.length);
      int place = (int) (11.37 * RATE);
      double inPlace = difference(whole, rest, place, from);
      assertThat(inPlace).isLessThan(0.3 * difference(whole, rest, place, from + 1));
      assertThat(inPlace).isLessThan(0.3 * difference(whole, rest, place, from - 1));
    }
  }

  private static double difference(float[] whole, float[] rest, int place, int from) {
    double sum = 0;
    for (int i = place; i < whole.length - RATE / 10; i++) {
      sum += Math.pow(whole[i] - rest[i - from], 2);
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({"ogg, vorbis", "ogg, opus", "adts, aac", "matroska, flac"})
  void whatCannotBeReachedSoIsReachedFromTheBeginning(String muxer, String encoder)
      throws Exception {
    int rate = encoder.equals("opus") ? 48_000 : RATE;
    Path file = EncodedFiles.write(folder.resolve("a." + muxer), muxer, encoder, music(), rate);
    try (AudioFile sought = AudioFile.openBefore(9, file, MediaLimits.DEFAULT, () -> false)) {
      assertThat(sought.decodedFrames()).isZero();
      assertThat(Arrays.mismatch(rest(sought), whole(file))).isEqualTo(-1);
    }
  }

  @Test
  void aPlaceBehindTheEndOrInADamagedFileIsNoFailure() throws IOException, MediaException {
    Path flac = AudioFiles.flac(folder.resolve("a.flac"), music(), RATE);
    Path half = AudioFiles.truncated(flac, folder.resolve("half.flac"), 0.4);
    for (Path file : new Path[] {flac, half}) {
      try (AudioFile sought =
          AudioFile.openBefore(23.999, file, MediaLimits.DEFAULT, () -> false)) {
        assertThat(sought.decodedFrames() + rest(sought).length).isEqualTo(whole(file).length);
      }
    }
    assertThat(Files.size(half)).isLessThan(Files.size(flac));
  }
}
