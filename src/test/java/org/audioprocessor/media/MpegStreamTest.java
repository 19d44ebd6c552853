package org.audioprocessor.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.audioprocessor.testing.TaggedBytes.ape;
import static org.audioprocessor.testing.TaggedBytes.big;
import static org.audioprocessor.testing.TaggedBytes.frame;
import static org.audioprocessor.testing.TaggedBytes.id3;
import static org.audioprocessor.testing.TaggedBytes.id3v1;
import static org.audioprocessor.testing.TaggedBytes.join;
import static org.audioprocessor.testing.TaggedBytes.latin;
import static org.audioprocessor.testing.TaggedBytes.lyrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.api.Assertions;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.NativeOwnersAreFreed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MPEG audio and ADTS with tags in every place, several streams in a file, and torn ones. */
@ExtendWith(NativeOwnersAreFreed.class)
class MpegStreamTest {
  private static final int RATE = 44_100;
  private static final int FRAMES = 2 * RATE;

  @TempDir Path folder;
  private byte[] mp3 = {};

  @BeforeEach
  void encode() throws IOException {
    Path file = AudioFiles.mp3(folder.resolve("a"), AudioFiles.sine(2, RATE, 997, 2, 0.5), RATE);
    mp3 = withoutId3(Files.readAllBytes(file));
  }

  private static byte[] withoutId3(byte[] file) {
    int tag = 10 + (file[6] << 21 | file[7] << 14 | file[8] << 7 | file[9]);
    return Arrays.copyOfRange(file, tag, file.length);
  }

  private Decoded read(byte[]... parts) throws MediaException {
    return Decoded.of(AudioFiles.write(folder.resolve("x"), join(parts)));
  }

  private void isWhole(Decoded decoded, int frames) {
    assertThat(decoded.frames()).isEqualTo(frames);
    assertThat(decoded.errors()).isZero();
    assertThat(decoded.warnings()).isEmpty();
  }

  /** The picture holds the beginnings of frames. */
  private static byte[] picture() {
    byte[] false_ = new byte[5_000];
    for (int i = 0; i < false_.length; i += 4) {
      System.arraycopy(new byte[] {-1, -5, (byte) 0x90, 0x40}, 0, false_, i, 4);
    }
    return frame(3, "APIC", join(latin("\0image/png\0\3\0"), false_));
  }

  @Test
  void tagsOfEveryKindInEveryPlaceAreNoSound() throws MediaException {
    byte[] front = id3(3, frame(3, "TIT2", latin("\0First")), picture());
    byte[] second = id3(4, frame(4, "TPE1", latin("\3Anna\0Berta")));
    isWhole(read(front, mp3), FRAMES);
    isWhole(read(front, second, mp3, id3v1("Old")), FRAMES);
    isWhole(read(mp3, ape(true, "Title", latin("Ape")), id3v1("Old")), FRAMES);
    isWhole(read(mp3, ape(false, "Title", latin("Ape"))), FRAMES);
    isWhole(read(mp3, lyrics(), id3v1("Old")), FRAMES);
    isWhole(read(mp3, front), FRAMES);
    isWhole(read(mp3, new byte[3_000]), FRAMES);
    Decoded both = read(front, second, mp3);
    assertThat(both.info().tags().title()).isEqualTo("First");
    assertThat(both.info().tags().artist()).isEqualTo("Anna, Berta");
    assertThat(read(mp3, ape(true, "Title", latin("Ape")), id3v1("Old")).info().tags().title())
        .isEqualTo("Ape");
  }

  @Test
  void severalStreamsInOneFileAreAsLongAsAllOfThem() throws MediaException {
    byte[] tag = id3(3, frame(3, "TIT2", latin("\0Name")), picture());
    isWhole(read(mp3, mp3), 2 * FRAMES);
    isWhole(
        read(tag, mp3, id3v1("Old"), tag, mp3, ape(true, "Title", latin("x")), mp3), 3 * FRAMES);
  }

  @Test
  void theJointOfTwoStreamsHoldsNoSilence() throws MediaException {
    float[] joined = read(mp3, mp3).planar()[0];
    double sum = 0;
    for (int i = FRAMES - 200; i < FRAMES + 200; i++) {
      sum += joined[i] * joined[i];
    }
    assertThat(Math.sqrt(sum / 400)).isGreaterThan(0.25);
  }

  @ParameterizedTest
  @CsvSource({"576, 1000", "0, 0", "1105, 2000", "2257, 600", "4095, 4095"})
  void theDelayAndThePaddingThatAnEncoderStatesAreTakenAway(int delay, int padding)
      throws MediaException {
    int all = read(stating(-1, -1)).frames();
    int added = delay + 529 + Math.max(0, padding - 529);
    isWhole(read(stating(delay, padding)), all - added);
  }

  /** LAME's statement in the first frame; −1: not by LAME. */
  private byte[] stating(int delay, int padding) {
    byte[] bytes = mp3.clone();
    int name = indexOf(bytes, latin("Lav"));
    if (delay < 0) {
      bytes[name] = 'X';
    } else {
      System.arraycopy(big(3, (long) delay << 12 | padding), 0, bytes, name + 21, 3);
    }
    return bytes;
  }

  @Test
  void aLengthThatMakesNoSenseTakesNothingAway() throws MediaException {
    byte[] bytes = mp3.clone();
    int info = Math.max(indexOf(bytes, latin("Info")), indexOf(bytes, latin("Xing")));
    System.arraycopy(big(4, 3), 0, bytes, info + 8, 4);
    assertThat(read(bytes).frames()).isBetween(FRAMES, FRAMES + 2_304);
  }

  @Test
  void itunesCommentIsBelievedWhereNoEncoderStatesADelay() throws MediaException {
    String comment = " 00000000 00000240 000004A8 0000000000010000 00000000 00000000";
    byte[] tag = id3(3, frame(3, "COMM", latin("\0engiTunSMPB\0" + comment)));
    assertThat(read(tag, stating(-1, -1)).frames()).isEqualTo(0x10000);
    byte[] nonsense = latin("\0engiTunSMPB\0 00000000 00000240 000004A8 00FFFFFFFFFFFFFF 00000000");
    int all = read(stating(-1, -1)).frames();
    assertThat(read(id3(3, frame(3, "COMM", nonsense)), stating(-1, -1)).frames()).isEqualTo(all);
  }

  @Test
  void junkBetweenFramesIsCountedOnce() throws MediaException {
    byte[] junk = new byte[2_000];
    new SplittableRandom(1).nextBytes(junk);
    int half = mp3.length / 2;
    Decoded decoded =
        read(Arrays.copyOf(mp3, half), junk, Arrays.copyOfRange(mp3, half, mp3.length));
    assertThat(decoded.errors()).isBetween(1, 3);
  }

  @Test
  void aStreamThatBreaksOffInAFrameIsNamed() throws MediaException {
    Decoded decoded = read(Arrays.copyOf(mp3, mp3.length - 100));
    assertThat(decoded.warnings()).singleElement().asString().contains("breaks off");
  }

  @Test
  void aFrameOrTwoAreTooShortAndNotSomethingElse() {
    for (int length : List.of(420, 600)) {
      byte[] few = Arrays.copyOfRange(mp3, 417, 417 + length);
      Assertions.assertThatThrownBy(() -> read(few))
          .isInstanceOfSatisfying(
              MediaException.class,
              e -> {
                assertThat(e.kind()).isEqualTo(MediaFault.CORRUPT);
                assertThat(e).hasMessageContaining("too short or damaged");
              });
    }
  }

  @Test
  void adtsWithTagsAroundAndBetweenIsWhole() throws MediaException, IOException {
    float[][] sine = AudioFiles.sine(2, RATE, 997, 1, 0.5);
    Path file = EncodedFiles.write(folder.resolve("a.aac"), "adts", "aac", sine, RATE);
    byte[] adts = Files.readAllBytes(file);
    byte[] tag = id3(3, frame(3, "TIT2", latin("\0Name")), picture());
    int frames = read(adts).frames();
    isWhole(read(tag, adts, id3v1("Old")), frames);
    isWhole(read(tag, adts, tag, adts, ape(true, "Title", latin("x"))), 2 * frames);
  }

  private static int indexOf(byte[] bytes, byte[] name) {
    for (int i = 0; i < bytes.length - name.length; i++) {
      if (Arrays.equals(bytes, i, i + name.length, name, 0, name.length)) {
        return i;
      }
    }
    return -1;
  }
}
