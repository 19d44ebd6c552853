package org.audioprocessor.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.audioprocessor.testing.AudioFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AudioFileTest {
  @TempDir Path folder;

  @Test
  void aFloatWavComesBackSampleForSample() throws MediaException {
    float[][] noise = AudioFiles.noise(2, 44_100, 0.8, 1);
    Decoded decoded = Decoded.of(AudioFiles.wav(folder.resolve("x.wav"), noise, 44_100));
    assertThat(decoded.planar()[0]).containsExactly(noise[0]);
    assertThat(decoded.planar()[1]).containsExactly(noise[1]);
    assertThat(decoded.info().container()).isEqualTo("WAV");
    assertThat(decoded.info().codec()).isEqualTo("PCM");
    assertThat(decoded.info().statedSeconds()).hasValue(1.0);
    assertThat(decoded.info().channelRoles())
        .isEqualTo(List.of(ChannelRole.LEFT, ChannelRole.RIGHT));
  }

  @Test
  void everyCodecKeepsItsLengthAndLevel() throws MediaException {
    float[][] sine = AudioFiles.sine(2, 48_000, 997, 2, 0.5);
    List<Path> files =
        List.of(
            AudioFiles.flac(folder.resolve("x.flac"), sine, 48_000),
            AudioFiles.mp3(folder.resolve("x.mp3"), sine, 48_000),
            AudioFiles.m4a(folder.resolve("x.m4a"), sine, 48_000),
            AudioFiles.opus(folder.resolve("x.opus"), sine),
            AudioFiles.ogg(folder.resolve("x.ogg"), sine, 48_000),
            EncodedFiles.write(folder.resolve("alac.m4a"), "ipod", "alac", sine, 48_000),
            EncodedFiles.write(folder.resolve("x.wv"), "wv", "wavpack", sine, 48_000),
            EncodedFiles.write(folder.resolve("x.mka"), "matroska", "flac", sine, 48_000));
    for (Path file : files) {
      Decoded decoded = Decoded.of(file);
      System.err.println(file.getFileName() + " " + decoded.frames() + " " + decoded.info());
      assertThat((double) decoded.frames()).as("%s", file).isCloseTo(96_000, within(1100.0));
      assertThat(decoded.errors()).as("%s", file).isZero();
      assertThat(decoded.rms(0)).as("%s", file).isCloseTo(0.5 / Math.sqrt(2), within(0.01));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "test-documents/test2.mp3",
        "test-documents/testMP3i18n.mp3",
        "test-documents/testMP3id3v1.mp3",
        "test-documents/testMP3id3v24.mp3",
        "test-documents/testMP3lyrics.mp3",
        "test-documents/testMP3i18n_truncated.mp3",
        "test-documents/testMP4.m4a",
        "test-documents/testAIFF.aif",
        "test-documents/testWAV.wav",
        "testVORBIS.ogg",
        "testOPUS_11.opus",
        "testFLAC.oga",
        "testTheoraVORBIS.ogg",
        "testFLAC.flac"
      })
  void realFilesDecode(String resource) throws MediaException, IOException {
    Path file = AudioFiles.resource(resource, folder.resolve("x"));
    Decoded decoded = Decoded.of(file);
    System.err.println(
        resource + " " + decoded.frames() + " " + decoded.errors() + " " + decoded.info());
    assertThat(decoded.frames()).isPositive();
  }
}
