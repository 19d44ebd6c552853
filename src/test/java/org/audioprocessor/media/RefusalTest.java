package org.audioprocessor.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.audioprocessor.media.decode.AudioFile;
import org.audioprocessor.testing.AudioFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {
  private static final int RATE = 44_100;

  @TempDir Path folder;

  private MediaException refused(Path file, MediaLimits limits, MediaFault kind) {
    MediaException e = catchThrowableOfType(MediaException.class, () -> Decoded.of(file, limits));
    assertThat(e).as("%s", file).isNotNull();
    assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind);
    assertThat(e.getMessage())
        .contains(file.getFileName().toString())
        .doesNotContain(folder.toString(), "Exception", "\n")
        .endsWith(".");
    return e;
  }

  private MediaException refused(Path file, MediaFault kind) {
    return refused(file, MediaLimits.DEFAULT, kind);
  }

  private Path text(String name, String content) {
    return AudioFiles.write(folder.resolve(name), content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void anEmptyFile() {
    assertThat(refused(text("x.mp3", ""), MediaFault.EMPTY)).hasMessageContaining("empty");
  }

  @Test
  void aMissingFileAndAFolder() {
    refused(folder.resolve("none.mp3"), MediaFault.IO);
    refused(folder, MediaFault.IO);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Dear all, here is my new song.|a text file",
        "#EXTM3U|a playlist",
        "%PDF-1.7|a PDF document",
        "PK\u0003\u0004xx\u0000\u0001|ZIP",
        "MThd\u0000\u0000\u0001|MIDI"
      })
  void somethingElseIsNamed(String content, String what) {
    assertThat(refused(text("x.mp3", content), MediaFault.NOT_AUDIO)).hasMessageContaining(what);
  }

  @Test
  void realFilesThatAreNotAcceptedSaySo() {
    refused(
        AudioFiles.resource("test-documents/testMID.mid", folder.resolve("x.mid")),
        MediaFault.NOT_AUDIO);
    refused(
        AudioFiles.resource("test-documents/testAU.au", folder.resolve("x.mp3")),
        MediaFault.NOT_AUDIO);
    refused(AudioFiles.resource("testSPEEX.spx", folder.resolve("x.ogg")), MediaFault.UNSUPPORTED);
    refused(AudioFiles.resource("testTheora.ogg", folder.resolve("y.ogg")), MediaFault.NOT_AUDIO);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noise(long seed) {
    byte[] noise = new byte[200_000];
    new SplittableRandom(seed).nextBytes(noise);
    refused(AudioFiles.write(folder.resolve("x.mp3"), noise), MediaFault.NOT_AUDIO);
  }

  @Test
  void aContainerWithoutASample() {
    refused(AudioFiles.wav(folder.resolve("x.wav"), new float[2][0], RATE), MediaFault.EMPTY);
  }

  @Test
  void tagsWithoutSound() {
    refused(
        AudioFiles.resource("test-documents/testMP3truncated.mp3", folder.resolve("x.mp3")),
        MediaFault.EMPTY);
  }

  @Test
  void aFlacWhoseSoundIsOverwritten() throws IOException {
    Path file = AudioFiles.flac(folder.resolve("x.flac"), AudioFiles.noise(2, RATE, 0.5, 1), RATE);
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 500, bytes.length, (byte) 0x55);
    refused(AudioFiles.write(file, bytes), MediaFault.CORRUPT);
  }

  /** 16-bit numbers that were written as floats as they were. */
  @Test
  void floatsAtTheScaleOfIntegers() {
    float[][] loud = AudioFiles.sine(2, RATE, 440, 1, 32_000);
    MediaException e =
        refused(AudioFiles.wav(folder.resolve("x.wav"), loud, RATE), MediaFault.CORRUPT);
    assertThat(e).hasMessageContaining("wrong scale").hasMessageContaining("100 %");
  }

  @Test
  void anMp4CutBeforeItsIndex() {
    Path whole = AudioFiles.m4a(folder.resolve("x"), AudioFiles.noise(2, RATE, 0.5, 1), RATE);
    refused(AudioFiles.truncated(whole, folder.resolve("x.m4a"), 0.5), MediaFault.CORRUPT);
  }

  @Test
  void tooLarge() {
    Path file = AudioFiles.wav(folder.resolve("x.wav"), new float[2][RATE], RATE);
    refused(file, MediaLimits.DEFAULT.withBytes(1_000), MediaFault.TOO_LARGE);
  }

  @Test
  void tooLongWhereTheLengthIsStatedIsKnownAtOnce() {
    Path file = AudioFiles.wav(folder.resolve("x.wav"), new float[2][RATE], RATE);
    MediaLimits limits = MediaLimits.DEFAULT.withDuration(Duration.ofMillis(900));
    assertThatThrownBy(() -> AudioFile.open(file, limits, () -> false))
        .isInstanceOf(MediaException.class);
    refused(file, limits, MediaFault.TOO_LONG);
  }

  @Test
  void tooLongWhereItIsNotStatedIsKnownWhileDecoding() {
    Path file = AudioFiles.ogg(folder.resolve("x.ogg"), new float[2][RATE], RATE);
    MediaLimits limits = MediaLimits.DEFAULT.withDuration(Duration.ofMillis(900));
    refused(file, limits, MediaFault.TOO_LONG);
  }

  @Test
  void tooManyChannels() {
    Path file = AudioFiles.wav(folder.resolve("x.wav"), new float[9][1_000], RATE);
    assertThat(refused(file, MediaFault.TOO_MANY_CHANNELS)).hasMessageContaining("9 channels");
  }

  @ParameterizedTest
  @ValueSource(ints = {4_000, 7_999, 192_001, 384_000})
  void aRateOutsideTheLimits(int rate) {
    Path file = AudioFiles.wav(folder.resolve("x.wav"), new float[1][10_000], rate);
    assertThat(refused(file, MediaFault.BAD_SAMPLE_RATE)).hasMessageContaining(rate + " Hz");
  }

  @Test
  void tooManyStreams() {
    Path file = EncodedFiles.withStreams(folder.resolve("x.mka"), "matroska", 9);
    assertThat(refused(file, MediaFault.TOO_MANY_STREAMS)).hasMessageContaining("9 streams");
  }

  /** A booklet of eight pages; more than eight streams with sound are refused. */
  @Test
  void attachedFilesAreNoStreams() throws MediaException {
    Path file = EncodedFiles.withAttachments(folder.resolve("x.mka"), 8);
    try (AudioFile opened = AudioFile.open(file, MediaLimits.DEFAULT, () -> false)) {
      assertThat(opened.info().channels()).isEqualTo(1);
    }
  }

  @Test
  void tooExpensive() {
    Path file =
        AudioFiles.flac(folder.resolve("x.flac"), AudioFiles.noise(2, 8 * RATE, 0.5, 1), RATE);
    MediaLimits limits =
        MediaLimits.DEFAULT.withEffort(
            new MediaLimits.Effort(5_000_000, Duration.ofMillis(2), 0, Duration.ofSeconds(60)));
    refused(file, limits, MediaFault.TOO_EXPENSIVE);
  }

  @Test
  void standingStill() {
    Path file = AudioFiles.wav(folder.resolve("x.wav"), new float[2][RATE], RATE);
    MediaLimits limits =
        MediaLimits.DEFAULT.withEffort(
            new MediaLimits.Effort(5_000_000, Duration.ofSeconds(20), 0, Duration.ofNanos(1)));
    refused(file, limits, MediaFault.STALLED);
  }
}
