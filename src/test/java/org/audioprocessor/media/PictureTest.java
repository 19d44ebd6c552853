package org.audioprocessor.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.audioprocessor.testing.AudioFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Covers and films beside the sound are neither decoded nor even looked into. */
class PictureTest {
  private static final int RATE = 44_100;
  private static final int EDGE = 4_000;

  @TempDir Path folder;

  @Test
  void aHugeCoverCostsNeitherMemoryNorTime() throws MediaException, IOException {
    Path plain = AudioFiles.mp3(folder.resolve("a"), AudioFiles.noise(2, RATE, 0.3, 1), RATE);
    Path covered = folder.resolve("x.mp3");
    Files.write(covered, join(apic(png(EDGE)), Files.readAllBytes(plain)));
    Decoded without = Decoded.of(plain);
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long peakBefore = peakKb();
    Decoded with = Decoded.of(covered);
    assertThat(with.frames()).isEqualTo(without.frames());
    assertThat(with.errors()).isZero();
    // decoded, it would be 64 MB
    assertThat(peakKb() - peakBefore).isLessThan(30_000);
    assertThat(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu)
        .isLessThan(300_000_000L);
  }

  @Test
  void aCoverLargerThanTheProbeIsSteppedOver() throws MediaException, IOException {
    Path plain = AudioFiles.mp3(folder.resolve("a"), AudioFiles.noise(2, RATE, 0.3, 1), RATE);
    Path covered = folder.resolve("x");
    Files.write(covered, join(apic(new byte[6_000_000]), Files.readAllBytes(plain)));
    assertThat(Decoded.of(covered).frames()).isEqualTo(RATE);
    assertThat(Decoded.of(covered).info().container()).isEqualTo("MP3");
  }

  @Test
  void anMp4WithAFilmGivesItsSound() throws MediaException {
    Path file =
        EncodedFiles.withVideo(folder.resolve("x.m4a"), AudioFiles.noise(2, RATE, 0.3, 1), RATE);
    Decoded decoded = Decoded.of(file);
    assertThat(decoded.frames()).isBetween(RATE, RATE + 1024);
    assertThat(decoded.info().codec()).isEqualTo("AAC");
  }

  @Test
  void anOggWithAFilmGivesItsSound() throws MediaException {
    Path file = AudioFiles.resource("testTheoraVORBIS.ogg", folder.resolve("x.ogg"));
    assertThat(Decoded.of(file).info().codec()).isEqualTo("Vorbis");
  }

  /** The process' largest resident size; 0 where /proc does not tell. */
  private static long peakKb() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }

  private static byte[] apic(byte[] picture) {
    byte[] head = "\u0000image/png\u0000\u0003\u0000".getBytes(StandardCharsets.ISO_8859_1);
    int frame = head.length + picture.length;
    byte[] frameHead =
        join("APIC".getBytes(StandardCharsets.ISO_8859_1), int32(frame), new byte[2]);
    int tag = frameHead.length + frame;
    byte[] tagHead = {
      'I',
      'D',
      '3',
      3,
      0,
      0,
      (byte) (tag >> 21 & 127),
      (byte) (tag >> 14 & 127),
      (byte) (tag >> 7 & 127),
      (byte) (tag & 127)
    };
    return join(tagHead, frameHead, head, picture);
  }

  /** A PNG of one colour. */
  private static byte[] png(int edge) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflate = new DeflaterOutputStream(packed, new Deflater(1))) {
      byte[] row = new byte[1 + 4 * edge];
      for (int i = 0; i < edge; i++) {
        deflate.write(row);
      }
    }
    byte[] header = join(int32(edge), int32(edge), new byte[] {8, 6, 0, 0, 0});
    byte[] signature = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    return join(
        signature,
        chunk("IHDR", header),
        chunk("IDAT", packed.toByteArray()),
        chunk("IEND", new byte[0]));
  }

  private static byte[] chunk(String type, byte[] content) {
    byte[] typed = join(type.getBytes(StandardCharsets.ISO_8859_1), content);
    CRC32 crc = new CRC32();
    crc.update(typed);
    return join(int32(content.length), typed, int32((int) crc.getValue()));
  }

  private static byte[] int32(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
