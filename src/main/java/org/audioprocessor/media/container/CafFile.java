package org.audioprocessor.media.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;

/**
 * Reads a CAF file: FFmpeg gets a corrected header for PCM; other codecs only get a length check.
 */
final class CafFile {
  private static final int DESCRIPTION = 32;

  /** The number of edits, before the samples. */
  private static final int EDITS = 4;

  private CafFile() {}

  static ContainerFacts read(FileBytes file) throws IOException {
    Chunks chunks = Chunks.caf(file);
    Chunks.Chunk description = chunks.first("desc");
    if (description == null || description.size() < DESCRIPTION) {
      return ContainerFacts.asItIs(file);
    }
    byte[] fields = file.bytes(description.at(), DESCRIPTION);
    ByteBuffer format = ByteBuffer.wrap(fields);
    if (fields.length < DESCRIPTION) {
      return ContainerFacts.asItIs(file);
    }
    Chunks.SoundChunk sound = chunks.sound("data", known -> bytesPerSecond(format));
    if (sound == null || sound.length() < EDITS) {
      return ContainerFacts.asItIs(file);
    }
    double rate = bytesPerSecond(format);
    return rate == 0 ? coded(file, sound) : plain(fields, chunks, sound, rate);
  }

  private static ContainerFacts coded(FileBytes file, Chunks.SoundChunk sound) {
    ContainerFacts asItIs = ContainerFacts.asItIs(file);
    boolean cut = sound.statedLength() > sound.length();
    return cut
        ? new ContainerFacts(
            asItIs.view(),
            null,
            asItIs.length(),
            asItIs.trim(),
            null,
            0,
            java.util.List.of("it breaks off before the end of its sound"))
        : asItIs;
  }

  private static ContainerFacts plain(
      byte[] fields, Chunks chunks, Chunks.SoundChunk sound, double rate) {
    ByteBuffer format = ByteBuffer.wrap(fields);
    int channels = format.getInt(24);
    int bits = format.getInt(16) / channels * 8;
    format.putInt(28, bits);
    FileView.Builder view = new FileView.Builder();
    view.bytes("caff\0\1\0\0".getBytes(StandardCharsets.ISO_8859_1));
    chunk(view, "desc", DESCRIPTION).bytes(fields);
    Chunks.Chunk layout = chunks.first("chan");
    if (layout != null && layout.size() >= 12 && layout.size() < 1 << 12) {
      chunk(view, "chan", layout.size()).range(layout.at(), layout.size());
    }
    chunk(view, "data", sound.length()).range(sound.at(), sound.length());
    OptionalDouble stated =
        sound.statedLength() > EDITS
            ? OptionalDouble.of((sound.statedLength() - EDITS) / rate)
            : OptionalDouble.empty();
    return new ContainerFacts(
        view.build(),
        null,
        new ContainerFacts.Length(stated, OptionalDouble.empty()),
        SampleTrim.NONE,
        null,
        0,
        sound.warnings());
  }

  private static FileView.Builder chunk(FileView.Builder view, String name, long size) {
    byte[] head = new byte[12];
    ByteBuffer.wrap(head).put(name.getBytes(StandardCharsets.US_ASCII)).putLong(size);
    return view.bytes(head);
  }

  /** Bytes per second of uncompressed samples; 0 for other codecs. */
  private static double bytesPerSecond(ByteBuffer format) {
    byte[] codec = new byte[4];
    format.get(8, codec);
    int packetBytes = format.getInt(16);
    int channels = format.getInt(24);
    boolean plain =
        new String(codec, StandardCharsets.US_ASCII).equals("lpcm")
            && format.getInt(20) == 1
            && channels > 0
            && packetBytes > 0
            && packetBytes % channels == 0;
    return plain ? format.getDouble(0) * packetBytes : 0;
  }
}
