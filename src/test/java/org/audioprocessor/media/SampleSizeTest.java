package org.audioprocessor.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.audioprocessor.testing.TaggedBytes.big;
import static org.audioprocessor.testing.TaggedBytes.chunk;
import static org.audioprocessor.testing.TaggedBytes.format;
import static org.audioprocessor.testing.TaggedBytes.join;
import static org.audioprocessor.testing.TaggedBytes.latin;
import static org.audioprocessor.testing.TaggedBytes.little;
import static org.audioprocessor.testing.TaggedBytes.samples;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.NativeOwnersAreFreed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RF64, CAF and AIFC: lengths of 64 bits, orders of bytes, and samples of fewer valid bits. */
@ExtendWith(NativeOwnersAreFreed.class)
class SampleSizeTest {
  private static final int RATE = 44_100;
  private static final float[] SOUND = AudioFiles.sine(1, RATE, 997, 1, 0.5)[0];
  private static final byte[] FORMAT = format(1, RATE, 16, 0);
  private static final byte[] EXTENDED_RATE = {0x40, 0x0E, (byte) 0xAC, 0x44, 0, 0, 0, 0, 0, 0};

  @TempDir Path folder;

  private Decoded read(byte[]... parts) throws MediaException {
    return Decoded.of(AudioFiles.write(folder.resolve("x"), join(parts)));
  }

  private static void isWhole(Decoded decoded) {
    assertThat(decoded.frames()).isEqualTo(RATE);
    assertThat(decoded.planar()[0][100]).isCloseTo(SOUND[100], within(0.001f));
    assertThat(decoded.warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"RF64", "BW64"})
  void theLengthOfAnRf64StandsInItsDs64(String type) throws MediaException {
    byte[] pcm = samples(SOUND, 16, 2, ByteOrder.LITTLE_ENDIAN);
    byte[] wide = wideSizes(pcm.length);
    byte[] data = join(latin("data"), little(4, 0xFFFF_FFFFL), pcm);
    byte[] behind = chunk("bext", new byte[602]);

    Decoded decoded = read(latin(type), little(4, -1), latin("WAVE"), wide, FORMAT, data, behind);

    isWhole(decoded);
    assertThat(decoded.info().statedSeconds().orElseThrow()).isCloseTo(1, within(1e-6));
  }

  private static byte[] wideSizes(long dataBytes) {
    return chunk("ds64", join(little(8, dataBytes + 700), little(8, dataBytes), new byte[12]));
  }

  @Test
  void aCutRf64StatesWhatItsDs64Says() throws MediaException {
    byte[] pcm = samples(SOUND, 16, 2, ByteOrder.LITTLE_ENDIAN);
    byte[] data = join(latin("data"), little(4, 0xFFFF_FFFFL), pcm);

    Decoded decoded =
        read(latin("RF64"), little(4, -1), latin("WAVE"), wideSizes(2L * pcm.length), FORMAT, data);

    assertThat(decoded.frames()).isEqualTo(RATE);
    assertThat(decoded.info().statedSeconds().orElseThrow()).isCloseTo(2, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"12, 2", "20, 3", "24, 4", "20, 4", "16, 2", "24, 3"})
  void aCafOfFewerValidBitsIsReadAtItsLevelInBothOrders(int bits, int bytes) throws MediaException {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      isWhole(read(caf(bits, bytes, order)));
    }
  }

  private static byte[] caf(int bits, int bytes, ByteOrder order) {
    byte[] pcm = samples(SOUND, bits, bytes, order);
    byte[] rate = ByteBuffer.allocate(8).putDouble(RATE).array();
    byte[] flags = big(4, order == ByteOrder.LITTLE_ENDIAN ? 2 : 0);
    byte[] sizes = join(big(4, bytes), big(4, 1), big(4, 1), big(4, bits));
    return join(
        latin("caff\0\1\0\0"),
        join(latin("desc"), big(8, 32), rate, latin("lpcm"), flags, sizes),
        join(latin("data"), big(8, pcm.length + 4L), new byte[4], pcm));
  }

  @ParameterizedTest
  @CsvSource({"alac", "pcm_mulaw"})
  void aCafWithACodecIsReadWhole(String encoder) throws MediaException {
    Decoded decoded = Decoded.of(codedCaf(encoder));

    assertThat((double) decoded.frames() / RATE).isCloseTo(4, within(0.01));
    assertThat(decoded.rms(0)).isCloseTo(0.5 / Math.sqrt(2), within(0.01));
    assertThat(decoded.warnings()).isEmpty();
  }

  @Test
  void aCutCafWithACodecIsNamed() throws MediaException {
    Path cut = AudioFiles.truncated(codedCaf("pcm_mulaw"), folder.resolve("x"), 0.5);

    Decoded decoded = Decoded.of(cut);

    assertThat((double) decoded.frames() / RATE).isCloseTo(2, within(0.1));
    assertThat(decoded.warnings()).singleElement().asString().contains("breaks off");
  }

  @Test
  void aCafThatLostThePacketTableAtItsEndIsRefused() {
    Path cut = AudioFiles.truncated(codedCaf("alac"), folder.resolve("x"), 0.5);

    assertThatThrownBy(() -> Decoded.of(cut))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("is damaged or incomplete");
  }

  private Path codedCaf(String encoder) {
    float[][] sine = AudioFiles.sine(2, RATE, 997, 4, 0.5);
    return EncodedFiles.write(folder.resolve("w"), "caf", encoder, sine, RATE);
  }

  @ParameterizedTest
  @CsvSource({"NONE, 12, 2", "NONE, 20, 3", "sowt, 16, 2", "twos, 16, 2", "in24, 24, 3"})
  void anAifcOfFewerBitsIsReadAtItsLevel(String compression, int bits, int bytes)
      throws MediaException {
    ByteOrder order = compression.equals("sowt") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    isWhole(read(aifc(compression, bits, samples(SOUND, bits, bytes, order))));
  }

  @Test
  void anAifcOfFloatsIsReadAtItsLevel() throws MediaException {
    ByteBuffer floats = ByteBuffer.allocate(4 * RATE);
    for (float sample : SOUND) {
      floats.putFloat(sample);
    }
    isWhole(read(aifc("fl32", 32, floats.array())));
  }

  private static byte[] aifc(String compression, int bits, byte[] pcm) {
    byte[] common =
        join(big(2, 1), big(4, RATE), big(2, bits), EXTENDED_RATE, latin(compression), new byte[2]);
    byte[] version = join(latin("FVER"), big(4, 4), big(4, 0xA280_5140L));
    byte[] format = join(latin("COMM"), big(4, common.length), common);
    byte[] sound = join(latin("SSND"), big(4, pcm.length + 8L), new byte[8], pcm);
    byte[] body = join(latin("AIFC"), version, format, sound);
    return join(latin("FORM"), big(4, body.length), body);
  }
}
