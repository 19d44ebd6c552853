package org.audioprocessor.media.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.ChannelRole;
import org.audioprocessor.media.Decoded;
import org.audioprocessor.media.EncodedFiles;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaFault;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.media.Tags;
import org.audioprocessor.testing.AudioFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioFileTest {
  private static final int RATE = 48_000;

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

  @ParameterizedTest
  @CsvSource({
    "flac,flac,FLAC,FLAC,96000",
    "mp3,libmp3lame,MP3,MP3,96000",
    "ipod,aac,MP4,AAC,96000",
    "ogg,libopus,Ogg,Opus,96000",
    "ogg,vorbis,Ogg,Vorbis,96000",
    "ipod,alac,MP4,ALAC,96000",
    "wv,wavpack,WavPack,WavPack,96000",
    "matroska,flac,Matroska,FLAC,96000",
    "adts,aac,AAC,AAC,97280",
    "aiff,pcm_s16be,AIFF,PCM,96000",
    "caf,pcm_s16le,CAF,PCM,96000",
    "w64,pcm_s16le,Wave64,PCM,96000",
    "asf,wmav2,WMA,WMAV2,94208"
  })
  void everyContainerKeepsLengthAndLevel(
      String muxer, String encoder, String container, String codec, int frames)
      throws MediaException {
    float[][] sine = AudioFiles.sine(2, RATE, 997, 2, 0.5);
    Path file = EncodedFiles.write(folder.resolve("no extension"), muxer, encoder, sine, RATE);
    Decoded decoded = Decoded.of(file);
    assertThat(decoded.info().container()).isEqualTo(container);
    assertThat(decoded.info().codec()).isEqualTo(codec);
    assertThat(decoded.info().sampleRate()).isEqualTo(RATE);
    assertThat(decoded.frames()).isEqualTo(frames);
    assertThat(decoded.errors()).isZero();
    assertThat(decoded.rms(0)).isCloseTo(0.5 / Math.sqrt(2), within(0.02));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "test-documents/testMP3id3v1.mp3",
        "test-documents/testMP3id3v1_v2.mp3",
        "test-documents/testMP3id3v2.mp3",
        "test-documents/testMP3id3v24.mp3",
        "test-documents/testMP3lyrics.mp3",
        "test-documents/testMP4.m4a",
        "testVORBIS.ogg",
        "testOPUS_11.opus",
        "testFLAC.oga",
        "testFLAC.flac"
      })
  void tagsAreReadFromEveryKindOfFile(String resource) throws MediaException {
    Tags tags = Decoded.of(AudioFiles.resource(resource, folder.resolve("x"))).info().tags();
    assertThat(tags.title()).isEqualTo("Test Title");
    assertThat(tags.artist()).isEqualTo("Test Artist");
    assertThat(tags.album()).isEqualTo("Test Album");
  }

  @Test
  void tagsInAnyAlphabetAreRead() throws MediaException {
    Path file = AudioFiles.resource("test-documents/testMP3i18n.mp3", folder.resolve("x"));
    assertThat(Decoded.of(file).info().tags().title()).isEqualTo("Une chason en Français");
    assertThat(Decoded.of(file).info().tags().artist()).isEqualTo("Test Artist \u2468\u2460");
  }

  /** ID3v1 names no encoding. */
  @ParameterizedTest
  @CsvSource({
    "windows-1252,Café Über",
    "windows-1252,Café",
    "UTF-8,Café Über",
    "UTF-8,Café",
    "UTF-8,日本語のとても長い",
  })
  void theOldestTagsAreReadInBothUsualAlphabets(String encoding, String title) throws Exception {
    Path file = AudioFiles.mp3(folder.resolve("x"), AudioFiles.sine(2, RATE, 440, 1, 0.5), RATE);
    byte[] tag = new byte[128];
    System.arraycopy("TAG".getBytes(StandardCharsets.US_ASCII), 0, tag, 0, 3);
    byte[] text = title.getBytes(Charset.forName(encoding));
    System.arraycopy(text, 0, tag, 3, Math.min(text.length, 29));
    byte[] sound = Files.readAllBytes(file);
    // an ID3v2 tag, which FFmpeg's muxer puts in front, hides the older one
    int from = 10 + (sound[8] << 7) + sound[9];
    Files.write(file, Arrays.copyOfRange(sound, from, sound.length));
    Files.write(file, tag, StandardOpenOption.APPEND);
    String read = Decoded.of(file).info().tags().title();
    assertThat(read).isEqualTo(title);
  }

  @ParameterizedTest
  @CsvSource({"8000,1", "192000,2", "44100,6", "48000,8", "11025,1"})
  void anyRateAndAnyChannelsWithinTheLimitsDecode(int rate, int channels) throws MediaException {
    float[][] noise = AudioFiles.noise(channels, rate / 2, 0.5, 3);
    Decoded decoded = Decoded.of(AudioFiles.wav(folder.resolve("x.wav"), noise, rate));
    assertThat(decoded.info().sampleRate()).isEqualTo(rate);
    assertThat(decoded.info().channels()).isEqualTo(channels);
    assertThat(decoded.planar()[channels - 1]).containsExactly(noise[channels - 1]);
  }

  @Test
  void theChannelsOfSurroundHaveTheirRoles() throws MediaException {
    float[][] noise = AudioFiles.noise(6, 10_000, 0.5, 3);
    Decoded decoded = Decoded.of(AudioFiles.flac(folder.resolve("x.flac"), noise, RATE));
    assertThat(decoded.info().channelRoles())
        .containsExactly(
            ChannelRole.LEFT,
            ChannelRole.RIGHT,
            ChannelRole.CENTRE,
            ChannelRole.LFE,
            ChannelRole.LEFT_SURROUND,
            ChannelRole.RIGHT_SURROUND);
    assertThat(decoded.info().channelRoles().stream().mapToDouble(ChannelRole::loudnessWeight))
        .containsExactly(1.0, 1.0, 1.0, 0.0, 1.41, 1.41);
  }

  @Test
  void theBackPairOfSevenPointOneWeighsLessThanItsSides() throws MediaException {
    float[][] noise = AudioFiles.noise(8, 10_000, 0.5, 3);
    Decoded decoded = Decoded.of(AudioFiles.flac(folder.resolve("x.flac"), noise, RATE));
    assertThat(decoded.info().channelRoles().stream().mapToDouble(ChannelRole::loudnessWeight))
        .containsExactly(1.0, 1.0, 1.0, 0.0, 1.0, 1.0, 1.41, 1.41);
  }

  /** Float decoders can emit samples that no loudspeaker should ever get. */
  @Test
  void absurdSamplesBecomeSilence() throws MediaException {
    float[][] sound = new float[1][4_096];
    float[] absurd = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 178f, -16f};
    System.arraycopy(absurd, 0, sound[0], 1_000, absurd.length);
    sound[0][2_000] = 15.8f;
    float[] decoded = Decoded.of(AudioFiles.wav(folder.resolve("x.wav"), sound, RATE)).planar()[0];
    sound[0][1_000] = sound[0][1_001] = sound[0][1_002] = sound[0][1_003] = sound[0][1_004] = 0f;
    assertThat(decoded).containsExactly(sound[0]);
  }

  @Test
  void absurdSamplesAreCounted() throws MediaException {
    float[][] sound = new float[2][4_096];
    sound[0][1_000] = Float.NaN;
    sound[1][1_001] = 16f;
    Path file = AudioFiles.wav(folder.resolve("x.wav"), sound, RATE);
    try (AudioFile audio = AudioFile.open(file, MediaLimits.DEFAULT, () -> false)) {
      AudioBlock block = new AudioBlock();
      while (audio.read(block)) {
        // to the end
      }
      assertThat(audio.silencedSamples()).isEqualTo(2);
    }
  }

  @Test
  void aChainThatChangesItsRateIsRefusedAsAWhole() throws MediaException, IOException {
    float[][] fast = AudioFiles.sine(2, 44_100, 997, 1, 0.5);
    float[][] slow = AudioFiles.sine(2, 22_050, 997, 1, 0.5);
    Path a = EncodedFiles.write(folder.resolve("a"), "ogg", "vorbis", fast, 44_100);
    Path b = EncodedFiles.write(folder.resolve("b"), "ogg", "vorbis", slow, 22_050);
    assertThatThrownBy(() -> chain(a, b))
        .isInstanceOfSatisfying(
            MediaException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(MediaFault.UNSUPPORTED);
              assertThat(e).hasMessageContaining("changes its format in the middle");
            });
  }

  @Test
  void aChainThatTurnsMonoStaysStereoAtTheSameLevel() throws MediaException, IOException {
    float[][] stereo = AudioFiles.sine(2, RATE, 997, 1, 0.5);
    float[][] mono = AudioFiles.sine(1, RATE, 997, 1, 0.5);
    Decoded decoded =
        chain(
            EncodedFiles.write(folder.resolve("a"), "ogg", "flac", stereo, RATE),
            EncodedFiles.write(folder.resolve("b"), "ogg", "flac", mono, RATE));
    assertThat(decoded.info().channels()).isEqualTo(2);
    assertThat((double) decoded.frames()).isCloseTo(2 * RATE, within(2_500.0));
    assertThat(decoded.rms(0)).isCloseTo(0.5 / Math.sqrt(2), within(0.02));
    assertThat(decoded.rms(1)).isCloseTo(0.5 / Math.sqrt(2), within(0.02));
  }

  private Decoded chain(Path first, Path second) throws MediaException, IOException {
    Path chain = Files.copy(first, folder.resolve("chain.ogg"));
    Files.write(chain, Files.readAllBytes(second), StandardOpenOption.APPEND);
    return Decoded.of(chain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http:\u2215\u2215x.mp3",
        "http:x.mp3",
        "-x",
        "-i",
        "a:b.wav",
        "\uD83C\uDFB5 \uD83D\uDE00.mp3",
        "it's \"quoted\".wav",
        " two  spaces .wav",
        "%d.mp3",
        "%03d",
        "x?y=1&z#q.mp3",
        "file:x",
        "concat:a|b.wav",
        "pipe:0",
        "data:,x",
        "..wav",
        "~",
        "$HOME",
        "*",
        "\\"
      })
  void noNameIsAnAddressAnOptionOrAPattern(String name) throws MediaException {
    float[][] noise = AudioFiles.noise(1, 5_000, 0.5, 4);
    Path file = AudioFiles.wav(folder.resolve(name), noise, 44_100);
    assertThat(Decoded.of(file).planar()[0]).containsExactly(noise[0]);
  }

  @Test
  void aRelativePathIsNotMistakenForAnOption() throws MediaException, IOException {
    Path here = Path.of("").toAbsolutePath();
    Path file =
        AudioFiles.wav(folder.resolve("-v.wav"), AudioFiles.noise(1, 5_000, 0.5, 4), 44_100);
    assertThat(Decoded.of(here.relativize(file)).frames()).isEqualTo(5_000);
  }

  /**
   * A Matroska file states the encoder's delay (CodecDelay) and what is left out at its end
   * (DiscardPadding). FFmpeg writes the latter for MP3 and Opus, and for AAC neither it nor
   * anything else: there the last packet is heard to its end.
   */
  @ParameterizedTest
  @CsvSource({"libmp3lame, 0", "libopus, 0", "aac, 1023"})
  void delayAndPaddingOfMatroskaAreHonoured(String encoder, int most) throws MediaException {
    int frames = 100_003;
    float[][] click = AudioFiles.noise(2, frames, 0.01, 1);
    click[0][50_000] = click[1][50_000] = 0.9f;
    Path file = EncodedFiles.write(folder.resolve("x.mka"), "matroska", encoder, click, 48_000);
    Decoded decoded = Decoded.of(file);
    assertThat(decoded.frames() - frames).isBetween(0, most);
    float[] left = decoded.planar()[0];
    int loudest = 0;
    for (int i = 0; i < left.length; i++) {
      loudest = Math.abs(left[i]) > Math.abs(left[loudest]) ? i : loudest;
    }
    assertThat(loudest).isBetween(49_999, 50_001);
  }
}
