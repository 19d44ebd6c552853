package org.audioprocessor.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.audioprocessor.testing.TaggedBytes.big;
import static org.audioprocessor.testing.TaggedBytes.join;
import static org.audioprocessor.testing.TaggedBytes.latin;
import static org.audioprocessor.testing.TaggedBytes.little;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.NativeOwnersAreFreed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damage that decodes without an error is found by checksums; pictures and comments by Java. */
@ExtendWith(NativeOwnersAreFreed.class)
class ChecksumTest {
  private static final int RATE = 44_100;
  private static final int STREAMINFO_END = 42;

  @TempDir Path folder;

  private byte[] flac() throws IOException {
    float[][] noise = AudioFiles.noise(2, 4 * RATE, 0.3, 1);
    return Files.readAllBytes(AudioFiles.flac(folder.resolve("a.flac"), noise, RATE));
  }

  private Decoded read(byte[]... parts) throws MediaException {
    return Decoded.of(AudioFiles.write(folder.resolve("x"), join(parts)));
  }

  @Test
  void flippedBitsInFlacAreNamed() throws MediaException, IOException {
    byte[] bytes = flac();
    assertThat(read(bytes).warnings()).isEmpty();
    for (int k = 1; k <= 3; k++) {
      bytes[bytes.length * k / 4] ^= 0x10;
    }
    assertThat(read(bytes).warnings())
        .containsExactly("3 frames are damaged: the checksum is wrong");
  }

  @Test
  void aSoundThatIsAnotherThanWasEncodedIsNamedAndAnUnknownOneIsNot()
      throws MediaException, IOException {
    byte[] bytes = flac();
    bytes[30] ^= 1;
    assertThat(read(bytes).warnings()).singleElement().asString().contains("MD5");
    Arrays.fill(bytes, 26, STREAMINFO_END, (byte) 0);
    assertThat(read(bytes).warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"wv, wavpack", "ogg, vorbis", "ogg, libopus", "ogg, flac"})
  void flippedBitsInOthersAreNamed(String muxer, String encoder) throws Exception {
    float[][] noise = AudioFiles.noise(2, 4 * RATE, 0.3, 1);
    int rate = encoder.equals("libopus") ? 48_000 : RATE;
    Path file = EncodedFiles.write(folder.resolve("a"), muxer, encoder, noise, rate);
    assertThat(Decoded.of(file).warnings()).isEmpty();
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 0x10;
    Decoded damaged = read(bytes);
    assertThat(damaged.warnings().isEmpty() && damaged.errors() == 0).isFalse();
  }

  @Test
  void anOggWithoutItsLastPageIsNamed() throws MediaException, IOException {
    float[][] noise = AudioFiles.noise(2, 4 * RATE, 0.3, 1);
    byte[] bytes = Files.readAllBytes(AudioFiles.ogg(folder.resolve("a"), noise, RATE));
    int last = bytes.length - 4;
    while (bytes[last] != 'O' || bytes[last + 1] != 'g' || bytes[last + 2] != 'g') {
      last--;
    }
    assertThat(read(Arrays.copyOf(bytes, last)).warnings())
        .singleElement()
        .asString()
        .contains("the last page");
  }

  @Test
  void manyPicturesAreNoStreams() throws MediaException, IOException {
    byte[] flac = flac();
    byte[] png = latin("\u0089PNG\r\n\u001a\nx");
    byte[] block =
        join(big(4, 3), big(4, 9), latin("image/png"), new byte[20], big(4, png.length), png);
    byte[] picture = join(new byte[] {6}, big(3, block.length), block);
    byte[][] pictures = Collections.nCopies(20, picture).toArray(byte[][]::new);
    Decoded decoded =
        read(
            Arrays.copyOf(flac, STREAMINFO_END),
            join(pictures),
            Arrays.copyOfRange(flac, STREAMINFO_END, flac.length));
    assertThat(decoded.frames()).isEqualTo(4 * RATE);
    assertThat(decoded.warnings()).isEmpty();
  }

  @Test
  void severalArtistsOfFlacAreJoinedAndASemicolonStays() throws MediaException, IOException {
    byte[] flac = flac();
    assertThat(
            read(
                    Arrays.copyOf(flac, STREAMINFO_END),
                    comments("ARTIST=Anna", "ARTIST=AC;DC"),
                    rest(flac))
                .info()
                .tags()
                .artist())
        .isEqualTo("Anna, AC;DC");
  }

  @Test
  void aMillionTagsAreRefusedAtOnce() throws IOException {
    byte[] flac = flac();
    byte[] comments = comments(Collections.nCopies(600_000, "A=1").toArray(String[]::new));
    byte[] head = Arrays.copyOf(flac, STREAMINFO_END);
    assertThatThrownBy(() -> read(head, comments, rest(flac)))
        .isInstanceOfSatisfying(
            MediaException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(MediaFault.TOO_EXPENSIVE);
              assertThat(e).hasMessageContaining("more than 10,000 tags");
            });
  }

  private static byte[] comments(String... comments) {
    byte[][] all = new byte[comments.length][];
    for (int i = 0; i < comments.length; i++) {
      all[i] = join(little(4, comments[i].length()), latin(comments[i]));
    }
    byte[] block = join(little(4, 0), little(4, comments.length), join(all));
    return join(new byte[] {4}, big(3, block.length), block);
  }

  /** Behind the comments that FFmpeg wrote. */
  private static byte[] rest(byte[] flac) {
    int at = STREAMINFO_END;
    while ((flac[at] & 0x7F) == 4) {
      at += 4 + ((flac[at + 1] & 0xFF) << 16 | (flac[at + 2] & 0xFF) << 8 | (flac[at + 3] & 0xFF));
    }
    return Arrays.copyOfRange(flac, at, flac.length);
  }
}
