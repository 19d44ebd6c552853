package org.audioprocessor.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.audioprocessor.media.encode.AacEncoder;
import org.audioprocessor.media.encode.AacSettings;
import org.audioprocessor.media.encode.M4aWriter;
import org.audioprocessor.testing.AudioFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DamageTest {
  private static final int RATE = 44_100;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"mp3,libmp3lame", "flac,flac", "wav,pcm_s16le", "aiff,pcm_s16be", "matroska,flac"})
  void aTruncatedFileStatesMoreThanItHolds(String muxer, String encoder) throws MediaException {
    float[][] noise = AudioFiles.noise(2, 4 * RATE, 0.3, 1);
    Path whole = EncodedFiles.write(folder.resolve("whole"), muxer, encoder, noise, RATE);
    Decoded decoded = Decoded.of(AudioFiles.truncated(whole, folder.resolve("half"), 0.5));
    assertThat(decoded.info().statedSeconds().orElseThrow()).isCloseTo(4, within(0.1));
    assertThat((double) decoded.frames() / RATE).isCloseTo(2, within(0.3));
  }

  @Test
  void aTruncatedMp4WithItsIndexInFrontDoesToo() throws MediaException, IOException {
    Path whole = folder.resolve("whole.m4a");
    float[][] noise = AudioFiles.noise(2, 5 * RATE, 0.3, 1);
    try (AacEncoder encoder =
            AacEncoder.open(new AacSettings(RATE, 128_000, AacSettings.Coder.FAST, 0));
        M4aWriter writer = M4aWriter.open(whole, encoder, M4aWriter.Labels.NONE, 5 * RATE, 1024)) {
      encoder.encode(noise, 0, 5 * RATE, writer::write);
      encoder.finish(writer::write);
      writer.finish();
    }
    Decoded decoded = Decoded.of(AudioFiles.truncated(whole, folder.resolve("half"), 0.5));
    assertThat(decoded.info().statedSeconds()).hasValue(5);
    assertThat((double) decoded.frames() / RATE).isCloseTo(2.5, within(0.3));
  }

  /** Written by programs that do not know the length yet. */
  @ParameterizedTest
  @CsvSource({"0", "-1"})
  void aWavOfUnknownLengthStatesNone(int size) throws MediaException, IOException {
    Path file = AudioFiles.wav(folder.resolve("x.wav"), AudioFiles.noise(2, RATE, 0.3, 1), RATE);
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < 4; i++) {
      bytes[4 + i] = (byte) size;
      bytes[40 + i] = (byte) size;
    }
    Decoded decoded = Decoded.of(AudioFiles.write(file, bytes));
    assertThat(decoded.info().statedSeconds()).isEmpty();
    assertThat(decoded.frames()).isEqualTo(RATE);
  }

  /** FFmpeg itself writes a rate in bytes there that is three times too low. */
  @ParameterizedTest
  @CsvSource({"adpcm_ms", "adpcm_ima_wav"})
  void aWavOfBlocksStatesItsLengthWhateverItsRateInBytesSays(String encoder) throws Exception {
    float[][] sine = AudioFiles.sine(2, RATE, 997, 4, 0.5);
    Path file = EncodedFiles.write(folder.resolve("x.wav"), "wav", encoder, sine, RATE);
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(28, 16_000);
    Decoded decoded = Decoded.of(AudioFiles.write(file, bytes));
    assertThat(decoded.info().statedSeconds().orElseThrow()).isCloseTo(4, within(0.05));
    assertThat((double) decoded.frames() / RATE).isCloseTo(4, within(0.05));
  }

  @Test
  void aCutWavPackEndsWhereItsSoundDoes() throws MediaException {
    float[][] noise = AudioFiles.noise(2, 4 * RATE, 0.3, 1);
    Path whole = EncodedFiles.write(folder.resolve("whole.wv"), "wv", "wavpack", noise, RATE);
    Decoded decoded = Decoded.of(AudioFiles.truncated(whole, folder.resolve("half.wv"), 0.5));
    assertThat((double) decoded.frames() / RATE).isCloseTo(2, within(1.1));
    assertThat(decoded.errors()).isPositive();
  }

  @Test
  void anMp3WithoutAHeaderStatesNoLength() throws MediaException {
    Path file = AudioFiles.resource("test-documents/testMP3noid3.mp3", folder.resolve("x"));
    Decoded decoded = Decoded.of(file);
    assertThat(decoded.info().statedSeconds()).isEmpty();
    assertThat(decoded.info().estimatedSeconds().orElseThrow()).isCloseTo(2.45, within(0.1));
  }

  @Test
  void damagedPacketsAreSkippedAndCounted() throws MediaException, IOException {
    Path file = AudioFiles.mp3(folder.resolve("x"), AudioFiles.noise(2, 5 * RATE, 0.3, 1), RATE);
    byte[] bytes = Files.readAllBytes(file);
    SplittableRandom random = new SplittableRandom(4);
    for (int hit = 0; hit < 40; hit++) {
      bytes[2_000 + random.nextInt(bytes.length - 2_000)] ^= (byte) (1 << random.nextInt(8));
    }
    Arrays.fill(bytes, 20_000, 22_000, (byte) 0xFF);
    Decoded decoded = Decoded.of(AudioFiles.write(file, bytes));
    assertThat(decoded.errors()).isPositive();
    assertThat((double) decoded.frames() / RATE).isCloseTo(5, within(0.4));
  }

  /** Whatever the bytes are: a sound or a sentence, never a crash. */
  @ParameterizedTest
  @CsvSource({
    "mp3,libmp3lame", "flac,flac", "wav,pcm_s16le", "ipod,aac", "ogg,vorbis", "ogg,libopus",
    "ipod,alac", "wv,wavpack", "matroska,flac", "asf,wmav2", "caf,pcm_s16le", "adts,aac"
  })
  void flippedBitsEndInSoundOrInASentence(String muxer, String encoder) throws IOException {
    float[][] noise = AudioFiles.noise(2, RATE / 4, 0.3, 1);
    Path file = EncodedFiles.write(folder.resolve("x"), muxer, encoder, noise, rateOf(encoder));
    byte[] whole = Files.readAllBytes(file);
    for (int seed = 0; seed < 8; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] bytes = whole.clone();
      for (int hit = 0; hit < 1 + seed; hit++) {
        int at = random.nextInt(seed % 2 == 0 ? Math.min(600, bytes.length) : bytes.length);
        bytes[at] = (byte) random.nextInt();
      }
      AudioFiles.write(file, bytes);
      try {
        assertThat(Decoded.of(file).frames()).as("seed %s", seed).isPositive();
      } catch (MediaException e) {
        assertThat(e.getMessage()).as("seed %s", seed).endsWith(".");
        assertThat(e.kind()).as("seed %s: %s", seed, e.getMessage()).isNotEqualTo(MediaFault.IO);
      }
    }
  }

  private static int rateOf(String encoder) {
    return encoder.equals("libopus") ? 48_000 : RATE;
  }
}
