package org.audioprocessor.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.audioprocessor.testing.TaggedBytes.big;
import static org.audioprocessor.testing.TaggedBytes.chunk;
import static org.audioprocessor.testing.TaggedBytes.format;
import static org.audioprocessor.testing.TaggedBytes.id3;
import static org.audioprocessor.testing.TaggedBytes.id3v1;
import static org.audioprocessor.testing.TaggedBytes.join;
import static org.audioprocessor.testing.TaggedBytes.latin;
import static org.audioprocessor.testing.TaggedBytes.little;
import static org.audioprocessor.testing.TaggedBytes.riff;
import static org.audioprocessor.testing.TaggedBytes.samples;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.NativeOwnersAreFreed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers that state too little or too much, and chunks in every order and state. */
@ExtendWith(NativeOwnersAreFreed.class)
class HeaderTest {
  private static final int RATE = 44_100;
  private static final float[] SOUND = AudioFiles.sine(1, RATE, 997, 1, 0.5)[0];
  private static final byte[] PCM = samples(SOUND, 16, 2, ByteOrder.LITTLE_ENDIAN);
  private static final byte[] FORMAT = format(1, RATE, 16, 0);

  @TempDir Path folder;

  private Decoded read(byte[]... parts) throws MediaException {
    return Decoded.of(AudioFiles.write(folder.resolve("x"), join(parts)));
  }

  private void isWhole(Decoded decoded) {
    assertThat(decoded.frames()).isEqualTo(RATE);
    assertThat(decoded.planar()[0][100]).isCloseTo(SOUND[100], within(0.001f));
    assertThat(decoded.warnings()).isEmpty();
  }

  @Test
  void whatFollowsAHeaderThatStatesTooLittleIsReadAndNamed() throws MediaException {
    byte[] head = join(latin("RIFF"), little(4, 100), latin("WAVE"), FORMAT, latin("data"));
    Decoded decoded = read(head, little(4, 20_000), PCM);
    assertThat(decoded.frames()).isEqualTo(RATE);
    assertThat(decoded.warnings()).singleElement().asString().contains("68,200 more bytes");
  }

  @Test
  void chunksBehindSoundOfUnstatedEndAreNoSound() throws MediaException {
    byte[] head = join(latin("RIFF"), little(4, 100), latin("WAVE"), FORMAT, latin("data"));
    byte[] list = chunk("LIST", latin("INFOINAM\u0004\0\0\0Name"));
    Decoded decoded = read(head, little(4, 20_000), PCM, list);
    assertThat(decoded.frames()).isEqualTo(RATE);
  }

  @Test
  void chunksTagsAndZerosBehindTheSoundAreNoFinding() throws MediaException {
    byte[] sound = chunk("data", PCM);
    for (byte[] behind :
        List.of(
            chunk("LIST", latin("INFOINAM\u0004\0\0\0Name")),
            join(chunk("cue ", new byte[4]), chunk("id3 ", id3(3, new byte[10]))),
            join(chunk("odd ", new byte[5]), chunk("xyz1", new byte[3])),
            id3v1("Name"),
            new byte[1_000],
            new byte[] {7})) {
      isWhole(read(riff(FORMAT, sound), behind));
    }
  }

  @Test
  void theTitleOfAListIsRead() throws MediaException {
    byte[] list = chunk("LIST", latin("INFOINAM\u0005\0\0\0Title\0IART\u0004\0\0\0Anna"));
    for (byte[] file :
        List.of(riff(list, FORMAT, chunk("data", PCM)), riff(FORMAT, chunk("data", PCM), list))) {
      Decoded decoded = read(file);
      isWhole(decoded);
      assertThat(decoded.info().tags().title()).isEqualTo("Title");
      assertThat(decoded.info().tags().artist()).isEqualTo("Anna");
    }
  }

  @Test
  void chunksMayStandInAnyOrderAndForgetTheirPadding() throws MediaException {
    byte[] unpadded = join(latin("junk"), little(4, 7), new byte[7]);
    isWhole(read(riff(chunk("data", PCM), FORMAT)));
    isWhole(read(riff(unpadded, FORMAT, unpadded, chunk("data", PCM))));
    isWhole(read(riff(chunk("bext", new byte[603]), FORMAT, chunk("data", PCM))));
    isWhole(read(riff(join(latin("LIST"), little(4, 90_000_000)), FORMAT, chunk("data", PCM))));
  }

  @ParameterizedTest
  @CsvSource({"0", "4294967295", "2147483647", "4294967294"})
  void aSizeThatIsLeftOpenReachesToTheEnd(long size) throws MediaException {
    byte[] head = join(latin("RIFF"), little(4, size), latin("WAVE"), FORMAT, latin("data"));
    Decoded decoded = read(head, little(4, size), PCM);
    isWhole(decoded);
    assertThat(decoded.info().statedSeconds()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"24, 4", "20, 3", "12, 2", "20, 4", "16, 2", "8, 2"})
  void fewerValidBitsThanTheContainerHasAreReadAtTheirLevel(int valid, int bytes)
      throws MediaException {
    byte[] pcm = samples(SOUND, valid, bytes, ByteOrder.LITTLE_ENDIAN);
    Decoded decoded = read(riff(format(1, RATE, bytes * 8, valid), chunk("data", pcm)));
    assertThat(decoded.frames()).isEqualTo(RATE);
    assertThat(decoded.planar()[0][100]).isCloseTo(SOUND[100], within(0.01f));
  }

  private static byte[] aiff(int bits, int frames, long stated, byte[] pcm, byte[] behind) {
    byte[] common =
        join(
            big(2, 1),
            big(4, frames),
            big(2, bits),
            new byte[] {0x40, 0x0E, (byte) 0xAC, 0x44, 0, 0, 0, 0, 0, 0});
    byte[] sound = join(latin("SSND"), big(4, stated + 8), new byte[8], pcm, behind);
    byte[] body = join(latin("AIFFCOMM"), big(4, 18), common, sound);
    return join(latin("FORM"), big(4, body.length), body);
  }

  @ParameterizedTest
  @CsvSource({"12, 2", "20, 3", "16, 2", "24, 3"})
  void anAiffOfFewerBitsIsReadAtItsLevel(int bits, int bytes) throws MediaException {
    byte[] pcm = samples(SOUND, bits, bytes, ByteOrder.BIG_ENDIAN);
    isWhole(read(aiff(bits, RATE, pcm.length, pcm, new byte[0])));
  }

  @Test
  void anAiffThatStatesTooLittleIsReadToItsEnd() throws MediaException {
    byte[] pcm = samples(SOUND, 16, 2, ByteOrder.BIG_ENDIAN);
    Decoded decoded = read(aiff(16, 1_000, 2_000, pcm, new byte[0]));
    assertThat(decoded.frames()).isEqualTo(RATE);
    assertThat(decoded.warnings()).singleElement().asString().contains("86,200 more bytes");
  }

  @ParameterizedTest
  @CsvSource({"wav", "w64", "caf"})
  void aCutFileStatesMoreThanItHolds(String muxer) throws MediaException {
    float[][] sine = AudioFiles.sine(1, RATE, 997, 4, 0.5);
    String encoder = muxer.equals("caf") ? "pcm_s16be" : "pcm_s16le";
    Path whole = EncodedFiles.write(folder.resolve("w"), muxer, encoder, sine, RATE);
    Decoded decoded = Decoded.of(AudioFiles.truncated(whole, folder.resolve("x"), 0.5));
    assertThat(decoded.info().statedSeconds().orElseThrow()).isCloseTo(4, within(0.01));
    assertThat((double) decoded.frames() / RATE).isCloseTo(2, within(0.1));
    assertThat(Decoded.of(whole).warnings()).isEmpty();
  }

  @Test
  void aCutWmaIsNamed() throws MediaException {
    float[][] sine = AudioFiles.sine(2, RATE, 997, 4, 0.5);
    Path whole = EncodedFiles.write(folder.resolve("w"), "asf", "wmav2", sine, RATE);
    assertThat(Decoded.of(whole).warnings()).isEmpty();
    Decoded cut = Decoded.of(AudioFiles.truncated(whole, folder.resolve("x"), 0.5));
    assertThat(cut.warnings()).singleElement().asString().contains("breaks off");
  }

  @Test
  void aWave64ThatStatesTooLittleIsReadToItsEnd() throws MediaException, IOException {
    float[][] sine = AudioFiles.sine(1, RATE, 997, 1, 0.5);
    Path file = EncodedFiles.write(folder.resolve("w"), "w64", "pcm_s16le", sine, RATE);
    byte[] bytes = Files.readAllBytes(file);
    int data = indexOf(bytes, "data") + 16;
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(data, 24 + 8_000);
    Decoded decoded = Decoded.of(AudioFiles.write(file, bytes));
    assertThat(decoded.frames()).isEqualTo(RATE);
    assertThat(decoded.warnings()).singleElement().asString().contains("more bytes");
  }

  private static int indexOf(byte[] bytes, String name) {
    for (int i = 0; ; i++) {
      if (Arrays.equals(bytes, i, i + 4, latin(name), 0, 4)) {
        return i;
      }
    }
  }
}
