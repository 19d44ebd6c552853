package org.audioprocessor.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.audioprocessor.testing.TaggedBytes.big;
import static org.audioprocessor.testing.TaggedBytes.join;
import static org.audioprocessor.testing.TaggedBytes.latin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.audioprocessor.media.container.ItunesGapless;
import org.audioprocessor.media.decode.AudioFile;
import org.audioprocessor.media.encode.AacEncoder;
import org.audioprocessor.media.encode.AacSettings;
import org.audioprocessor.media.encode.AacSettings.Coder;
import org.audioprocessor.media.encode.M4aReader;
import org.audioprocessor.media.encode.M4aWriter;
import org.audioprocessor.media.encode.PacketSink;
import org.audioprocessor.testing.AudioFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class M4aTest {
  private static final int RATE = 44_100;
  private static final int PREPENDED = 858;
  private static final int LEAD = AacEncoder.DELAY_FRAMES + PREPENDED;

  @TempDir Path folder;

  private final List<Long> written = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {1, 166, 167, 1_190, 44_100, 100_003})
  void theFileReadBackEqualsTheFileWritten(int frames) throws MediaException, IOException {
    Path file = write(frames, Tags.NONE);
    try (M4aReader reader = M4aReader.open(file)) {
      assertThat(reader.leadFrames()).isEqualTo(LEAD);
      assertThat(reader.presentedFrames()).isEqualTo(frames);
      assertThat(reader.sampleRate()).isEqualTo(RATE);
      assertThat(reader.codecString()).isEqualTo("mp4a.40.2");
      assertThat(hashes(reader)).isEqualTo(written);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {167, 44_100, 100_003})
  void itDecodesToTheSourcesLengthExactly(int frames) throws MediaException, IOException {
    Decoded decoded = Decoded.of(write(frames, Tags.NONE));
    assertThat(decoded.frames()).isEqualTo(frames);
    assertThat(decoded.info().statedSeconds()).hasValue((double) frames / RATE);
  }

  @Test
  void theSoundBeginsWhereTheSourceBegins() throws MediaException, IOException {
    float[][] decoded = Decoded.of(write(20_000, Tags.NONE)).planar();
    // the click of write() lies at half of the source
    assertThat(loudest(decoded[0])).isEqualTo(10_000);
  }

  private static int loudest(float[] sound) {
    int loudest = 0;
    for (int i = 0; i < sound.length; i++) {
      loudest = Math.abs(sound[i]) > Math.abs(sound[loudest]) ? i : loudest;
    }
    return loudest;
  }

  @Test
  void theIndexIsInFront() throws MediaException, IOException {
    String bytes = content(write(50_000, Tags.NONE));
    assertThat(bytes.indexOf("moov")).isLessThan(bytes.indexOf("mdat")).isPositive();
    assertThat(bytes).startsWith("\u0000\u0000\u0000\u001cftypM4A ");
  }

  @Test
  void itHoldsOurTagsAndNoOthers() throws MediaException, IOException {
    Path file = write(5_000, Tags.of("Tïtle \uD83C\uDFB5", "Somebody"));
    Tags tags = Decoded.of(file).info().tags();
    assertThat(tags).isEqualTo(Tags.of("Tïtle \uD83C\uDFB5", "Somebody"));
    assertThat(content(file))
        .doesNotContain("Lavf", "Lavc", "\u00a9too", "\u00a9day", "\u00a9cmt", "ISRC");
  }

  /** Where players of Apple and Android look for the length. */
  @ParameterizedTest
  @ValueSource(ints = {167, 1_190, 44_100, 100_003})
  void itSaysDelayPaddingAndLengthAsITunesDoes(int frames) throws MediaException, IOException {
    String content = content(write(frames, Tags.of("Title", null)));
    int at = content.indexOf("iTunSMPB");
    ItunesGapless gapless = ItunesGapless.parse(content.substring(at + 24, at + 140));
    long whole = 1024L * written.size();
    assertThat(gapless).isEqualTo(new ItunesGapless(LEAD, whole - LEAD - frames, frames));
    assertThat(content.indexOf("com.apple.iTunes")).isLessThan(content.indexOf("mdat"));
  }

  @Test
  void iTunesOwnTagGivesTheLengthWhereThereIsNoEditList() throws MediaException, IOException {
    Path file = write(20_000, Tags.NONE);
    Files.write(file, replaced(content(file), "edts", "free"));
    Decoded decoded = Decoded.of(file);
    assertThat(decoded.frames()).isEqualTo(20_000);
    assertThat(loudest(decoded.planar()[0])).isEqualTo(10_000);
  }

  /** Longer than the file, or shorter by more than any encoder adds. */
  @ParameterizedTest
  @ValueSource(strings = {"0000000000FFFFFF", "0000000000000100", "FFFFFFFFFFFFFFFF"})
  void nonsenseInITunesTagIsIgnored(String samples) throws MediaException, IOException {
    Path file = write(20_000, Tags.NONE);
    Files.write(file, replaced(content(file), "0000000000004E20", samples));
    Decoded decoded = Decoded.of(file);
    assertThat(decoded.frames()).isEqualTo(20_000);
    assertThat(loudest(decoded.planar()[0])).isEqualTo(10_000);
  }

  private static byte[] replaced(String content, String from, String to) {
    assertThat(content).containsOnlyOnce(from);
    return content.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void theSameSoundMakesTheSameFile() throws MediaException, IOException {
    byte[] once = Files.readAllBytes(write(30_000, Tags.of("a", "b")));
    assertThat(Files.readAllBytes(write(30_000, Tags.of("a", "b")))).isEqualTo(once);
  }

  @Test
  void packetsThatEndElsewhereThanTheSourceAreRefused() throws MediaException, IOException {
    try (AacEncoder encoder = AacEncoder.open(new AacSettings(RATE, 128_000, Coder.FAST, 0));
        M4aWriter writer =
            M4aWriter.open(folder.resolve("x.m4a"), encoder, M4aWriter.Labels.NONE, 50_000, LEAD)) {
      encoder.encode(new float[2][10_000], 0, 10_000, writer::write);
      encoder.finish(writer::write);
      assertThatThrownBy(writer::finish)
          .isInstanceOfSatisfying(
              MediaException.class, e -> assertThat(e.kind()).isEqualTo(MediaFault.INTERNAL));
    }
  }

  @Test
  void aFolderThatDoesNotExistIsAFailureOfTheDisk() throws MediaException {
    try (AacEncoder encoder = AacEncoder.open(new AacSettings(RATE, 128_000, Coder.FAST, 0))) {
      Path nowhere = folder.resolve("none/x.m4a");
      assertThatThrownBy(
              () -> M4aWriter.open(nowhere, encoder, M4aWriter.Labels.NONE, 1, LEAD).close())
          .isInstanceOfSatisfying(
              MediaException.class, e -> assertThat(e.kind()).isEqualTo(MediaFault.IO));
    }
  }

  @Test
  void theReaderTakesNothingElse() {
    Path wav = AudioFiles.wav(folder.resolve("x.m4a"), new float[2][5_000], RATE);
    assertThatThrownBy(() -> M4aReader.open(wav)).isInstanceOf(MediaException.class);
    Path alac =
        EncodedFiles.write(folder.resolve("a.m4a"), "ipod", "alac", new float[2][5_000], RATE);
    assertThatThrownBy(() -> M4aReader.open(alac)).isInstanceOf(MediaException.class);
  }

  private static List<Long> hashes(M4aReader reader) throws MediaException {
    List<Long> hashes = new ArrayList<>();
    for (OptionalLong h = reader.nextHash(); h.isPresent(); h = reader.nextHash()) {
      hashes.add(h.getAsLong());
    }
    return hashes;
  }

  @Test
  void aSmallCoverAndTheTagsOfTheListAreCopied() throws MediaException, IOException {
    byte[] png =
        join(
            new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13},
            latin("IHDR"),
            big(4, 16),
            big(4, 16),
            latin("never decoded"));
    Tags.Credits credits = new Tags.Credits("All", "Cleo", "3/12", "1/2", "DEUM71900012");
    Tags tags = new Tags("Title", "Anna", "Album", "Rock", "2020", credits);
    Path file = write(RATE, new M4aWriter.Labels(tags, CoverPicture.of(png)));
    try (AudioFile read = AudioFile.open(file, MediaLimits.DEFAULT, () -> false)) {
      assertThat(read.cover()).isEqualTo(png);
      assertThat(read.info().tags()).isEqualTo(tags);
    }
    try (M4aReader reader = M4aReader.open(file)) {
      assertThat(hashes(reader)).isEqualTo(written);
    }
  }

  @Test
  void aCoverOfAnotherKindOrSizeIsLeftOut() {
    assertThat(CoverPicture.of(null)).isEmpty();
    assertThat(CoverPicture.of(latin("<svg onload=alert(1)>............"))).isEmpty();
    byte[] jpeg = new byte[600_000];
    jpeg[0] = -1;
    jpeg[1] = (byte) 0xD8;
    assertThat(CoverPicture.of(jpeg)).isEmpty();
    byte[] small =
        join(big(2, 0xFFD8), big(2, 0xFFE0), big(2, 4), big(2, 0), big(2, 0xFFC0), big(2, 17))
            .clone();
    assertThat(CoverPicture.of(join(small, new byte[] {8, 0, 9, 0, 7}, new byte[20])))
        .hasValueSatisfying(cover -> {
          assertThat(cover.height()).isEqualTo(9);
          assertThat(cover.width()).isEqualTo(7);
        });
  }

  private Path write(int frames, Tags tags) throws MediaException, IOException {
    return write(frames, new M4aWriter.Labels(tags, Optional.empty()));
  }

  private Path write(int frames, M4aWriter.Labels labels) throws MediaException, IOException {
    written.clear();
    Path file = folder.resolve("it is – mine.m4a");
    float[][] sound = AudioFiles.noise(2, frames + PREPENDED, 0.05, 6);
    sound[0][PREPENDED + frames / 2] = sound[1][PREPENDED + frames / 2] = 0.9f;
    try (AacEncoder encoder = AacEncoder.open(new AacSettings(RATE, 128_000, Coder.FAST, 0));
        M4aWriter writer = M4aWriter.open(file, encoder, labels, frames, LEAD)) {
      PacketSink<IOException> sink =
          packet -> {
            written.add(packet.hash());
            writer.write(packet);
          };
      encoder.encode(sound, 0, frames + PREPENDED, sink);
      encoder.finish(sink);
      writer.finish();
    }
    return file;
  }

  private static String content(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }
}
