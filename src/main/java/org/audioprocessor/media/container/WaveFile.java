package org.audioprocessor.media.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalDouble;
import org.audioprocessor.media.tags.FoundTags;
import org.audioprocessor.media.tags.Id3v2;
import org.audioprocessor.media.tags.TagKey;
import org.jspecify.annotations.Nullable;

/**
 * Reads a WAV file: RIFF, RF64 or BW64 (EBU Tech 3306, ITU-R BS.2088), or Wave64. FFmpeg gets a
 * plain WAV with the format, the actual length and the audio, without other chunks.
 */
final class WaveFile {
  private static final int PCM = 1;
  private static final int MS_ADPCM = 2;
  private static final int FLOAT = 3;
  private static final int A_LAW = 6;
  private static final int MU_LAW = 7;
  private static final int IMA_ADPCM = 0x11;
  private static final int EXTENSIBLE = 0xFFFE;
  private static final int FORMAT_AT_LEAST = 16;
  private static final int LONGEST_FORMAT = 1 << 12;
  private static final int LARGEST_TEXT = 1 << 16;

  private static final Map<String, TagKey> INFO =
      Map.of(
          "INAM", TagKey.TITLE,
          "IART", TagKey.ARTIST,
          "IPRD", TagKey.ALBUM,
          "IGNR", TagKey.GENRE,
          "ICRD", TagKey.DATE,
          "ITRK", TagKey.TRACK,
          "IPRT", TagKey.TRACK,
          "IMUS", TagKey.COMPOSER);

  private final FileBytes file;
  private final Chunks chunks;
  private final FoundTags tags = new FoundTags();

  private WaveFile(FileBytes file, Chunks chunks) {
    this.file = file;
    this.chunks = chunks;
  }

  static ContainerFacts riff(FileBytes file) throws IOException {
    return new WaveFile(file, Chunks.riff(file)).read();
  }

  static ContainerFacts wave64(FileBytes file) throws IOException {
    return new WaveFile(file, Chunks.wave64(file)).read();
  }

  private ContainerFacts read() throws IOException {
    Chunks.Chunk format = chunks.first("fmt ");
    Chunks.SoundChunk sound = chunks.sound("data", this::bytesPerSecond);
    if (format == null || sound == null || format.size() < FORMAT_AT_LEAST) {
      return ContainerFacts.asItIs(file);
    }
    byte[] fields = file.bytes(format.at(), (int) Math.min(format.size(), LONGEST_FORMAT));
    if (fields.length < FORMAT_AT_LEAST) {
      return ContainerFacts.asItIs(file);
    }
    mend(ByteBuffer.wrap(fields).order(ByteOrder.LITTLE_ENDIAN));
    for (Chunks.Chunk chunk : chunks.all()) {
      tags.count();
      if (chunk.name().equals("LIST")) {
        info(chunk);
      } else if (chunk.name().equalsIgnoreCase("id3 ")) {
        tags.orElse(Id3v2.read(file, chunk.at(), Id3v2.length(file, chunk.at())));
      }
    }
    return new ContainerFacts(
        view(fields, chunks.first("fact"), sound),
        "wav",
        new ContainerFacts.Length(stated(fields, sound), OptionalDouble.empty()),
        SampleTrim.NONE,
        tags.orElse(chunks.tailTags()),
        0,
        sound.warnings());
  }

  /**
   * If there are fewer valid bits than the container has, they are at its top, so they are read as
   * samples of the container's size.
   */
  private static void mend(ByteBuffer format) {
    int channels = Short.toUnsignedInt(format.getShort(2));
    int block = Short.toUnsignedInt(format.getShort(12));
    boolean extensible =
        Short.toUnsignedInt(format.getShort(0)) == EXTENSIBLE && format.limit() >= 26;
    if (extensible && format.getShort(24) == PCM && channels > 0 && block % channels == 0) {
      short bits = (short) (block / channels * 8);
      format.putShort(14, bits);
      format.putShort(18, bits);
    }
  }

  private FileView view(byte[] format, Chunks.@Nullable Chunk fact, Chunks.SoundChunk sound) {
    int padded = format.length + (format.length & 1);
    byte[] frames = fact != null && fact.size() == 4 ? chunks.content(fact, 4) : new byte[0];
    boolean factual = frames.length > 0;
    long riff = 4 + 8 + padded + (factual ? 12 : 0) + 8 + sound.length();
    ByteBuffer head =
        ByteBuffer.allocate(20 + padded + (factual ? 12 : 0) + 8).order(ByteOrder.LITTLE_ENDIAN);
    head.put(ascii("RIFF")).putInt((int) Math.min(riff, 0xFFFF_FFFFL)).put(ascii("WAVEfmt "));
    head.putInt(padded).put(format).position(20 + padded);
    FileView.Builder view = new FileView.Builder();
    if (factual) {
      head.put(ascii("fact")).putInt(4).put(frames);
    }
    head.put(ascii("data")).putInt((int) Math.min(sound.length(), 0xFFFF_FFFFL));
    return view.bytes(head.array()).range(sound.at(), sound.length()).build();
  }

  private static OptionalDouble stated(byte[] fields, Chunks.SoundChunk sound) {
    double bytesPerSecond = bytesPerSecond(ByteBuffer.wrap(fields).order(ByteOrder.LITTLE_ENDIAN));
    return sound.statedLength() > 0 && bytesPerSecond > 0
        ? OptionalDouble.of(sound.statedLength() / bytesPerSecond)
        : OptionalDouble.empty();
  }

  private double bytesPerSecond(Chunks known) throws IOException {
    Chunks.Chunk format = known.first("fmt ");
    return format == null
        ? 0
        : bytesPerSecond(file.buffer(format.at(), 20, ByteOrder.LITTLE_ENDIAN));
  }

  /**
   * Computes the rate from the block size, because the stated byte rate is wrong in many files with
   * ADPCM. Returns 0 if unknown.
   */
  private static double bytesPerSecond(ByteBuffer format) {
    double samplesPerSecond = Integer.toUnsignedLong(format.getInt(4));
    int samples =
        switch (Short.toUnsignedInt(format.getShort(0))) {
          case PCM, FLOAT, A_LAW, MU_LAW, EXTENSIBLE -> 1;
          case MS_ADPCM, IMA_ADPCM ->
              format.limit() < 20 ? 0 : Short.toUnsignedInt(format.getShort(18));
          default -> 0;
        };
    return samples == 0 ? 0 : samplesPerSecond / samples * Short.toUnsignedInt(format.getShort(12));
  }

  /** LIST INFO: chunks of text. */
  private void info(Chunks.Chunk list) throws IOException {
    if (!file.isAt(list.at(), "INFO")) {
      return;
    }
    long end = Math.min(file.size(), list.at() + list.size());
    for (long at = list.at() + 4; at + 8 < end; ) {
      long size = Integer.toUnsignedLong(file.buffer(at + 4, 4, ByteOrder.LITTLE_ENDIAN).getInt());
      TagKey key = INFO.get(file.name(at));
      tags.count();
      if (key != null && size <= LARGEST_TEXT) {
        tags.add(key, file.bytes(at + 8, (int) Math.min(size, end - at - 8)));
      }
      at += 8 + size;
      at += (size & 1) != 0 && !Chunks.isName(file.name(at)) ? 1 : 0;
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
