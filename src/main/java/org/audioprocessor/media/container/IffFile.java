package org.audioprocessor.media.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import org.audioprocessor.media.tags.FoundTags;
import org.audioprocessor.media.tags.Id3v2;
import org.audioprocessor.media.tags.TagKey;

/** Reads an AIFF or AIFC file. FFmpeg gets the format and the audio with corrected lengths. */
final class IffFile {
  private static final int COMMON_AT_LEAST = 18;
  private static final int LONGEST_COMMON = 1 << 10;
  private static final int LARGEST_TEXT = 1 << 16;

  /** Offset and size of blocks, before the samples. */
  private static final int SOUND_HEADER = 8;

  private static final int EXPONENT_BIAS = 16_383;
  private static final int MANTISSA_BITS = 63;

  private static final Map<String, TagKey> TEXTS =
      Map.of("NAME", TagKey.TITLE, "AUTH", TagKey.ARTIST);

  private IffFile() {}

  static ContainerFacts read(FileBytes file) throws IOException {
    Chunks chunks = Chunks.iff(file);
    Chunks.Chunk common = chunks.first("COMM");
    Chunks.SoundChunk sound = chunks.sound("SSND", known -> bytesPerSecond(file, known));
    if (common == null || sound == null || sound.length() < SOUND_HEADER) {
      return ContainerFacts.asItIs(file);
    }
    byte[] fields = file.bytes(common.at(), (int) Math.min(common.size(), LONGEST_COMMON));
    if (fields.length < COMMON_AT_LEAST) {
      return ContainerFacts.asItIs(file);
    }
    ByteBuffer format = ByteBuffer.wrap(fields);
    double rate = bytesPerSecond(format);
    OptionalDouble stated = stated(format, sound, rate);
    mend(format, sound, rate);
    FoundTags tags = new FoundTags();
    for (Chunks.Chunk chunk : chunks.all()) {
      tags.count();
      TagKey key = TEXTS.get(chunk.name());
      if (key != null && chunk.size() <= LARGEST_TEXT) {
        tags.add(key, file.bytes(chunk.at(), (int) chunk.size()));
      } else if (chunk.name().equals("ID3 ")) {
        tags = Id3v2.read(file, chunk.at(), Id3v2.length(file, chunk.at())).orElse(tags);
      }
    }
    return new ContainerFacts(
        view(file.name(8), fields, sound),
        null,
        new ContainerFacts.Length(stated, OptionalDouble.empty()),
        SampleTrim.NONE,
        tags.orElse(chunks.tailTags()),
        0,
        sound.warnings());
  }

  /** Format and audio chunk both state a length; the longer one is expected. */
  private static OptionalDouble stated(
      ByteBuffer format, Chunks.SoundChunk sound, double bytesPerSecond) {
    double frames = Integer.toUnsignedLong(format.getInt(2)) / sampleRate(format);
    double bytes = bytesPerSecond > 0 ? (sound.statedLength() - SOUND_HEADER) / bytesPerSecond : 0;
    boolean less = !sound.warnings().isEmpty();
    double stated = sound.statedLength() == 0 ? 0 : less || frames <= 0 ? bytes : frames;
    return stated > 0 && Double.isFinite(stated)
        ? OptionalDouble.of(stated)
        : OptionalDouble.empty();
  }

  /** Sizes of samples are rounded up to bytes, and the frames are counted. */
  private static void mend(ByteBuffer format, Chunks.SoundChunk sound, double bytesPerSecond) {
    if (bytesPerSecond > 0) {
      format.putShort(6, (short) (Math.ceilDiv(format.getShort(6), 8) * 8));
      double seconds = (sound.length() - SOUND_HEADER) / bytesPerSecond;
      format.putInt(2, (int) Math.floor(seconds * sampleRate(format) + 1e-6));
    }
  }

  private static FileView view(String type, byte[] common, Chunks.SoundChunk sound) {
    int padded = common.length + (common.length & 1);
    long form = 4 + 8 + padded + 8 + sound.length();
    ByteBuffer head = ByteBuffer.allocate(12 + 8 + padded + 8);
    head.put(ascii("FORM")).putInt((int) form).put(ascii(type));
    head.put(ascii("COMM")).putInt(common.length).put(common).position(20 + padded);
    head.put(ascii("SSND")).putInt((int) sound.length());
    return new FileView.Builder().bytes(head.array()).range(sound.at(), sound.length()).build();
  }

  private static double bytesPerSecond(FileBytes file, Chunks chunks) throws IOException {
    Chunks.Chunk common = chunks.first("COMM");
    return common == null
        ? 0
        : bytesPerSecond(
            ByteBuffer.wrap(
                Arrays.copyOf(
                    file.bytes(common.at(), Math.clamp(common.size(), 0, LONGEST_COMMON)),
                    LONGEST_COMMON)));
  }

  /** Bytes per second of uncompressed samples; 0 for other codecs. */
  private static double bytesPerSecond(ByteBuffer common) {
    if (common.limit() >= 22 && common.limit() != COMMON_AT_LEAST) {
      byte[] type = new byte[4];
      common.get(18, type);
      String compression = new String(type, StandardCharsets.ISO_8859_1);
      boolean plain =
          compression.isBlank()
              || compression.equals("\0\0\0\0")
              || "NONE sowt twos raw  in24 in32 fl32 FL32 fl64 FL64".contains(compression);
      if (!plain) {
        return 0;
      }
    }
    int bytes = Math.ceilDiv(common.getShort(6), 8);
    return sampleRate(common) * common.getShort(0) * bytes;
  }

  /** An 80-bit extended float. */
  private static double sampleRate(ByteBuffer common) {
    int exponent = (common.getShort(8) & 0x7FFF) - EXPONENT_BIAS - MANTISSA_BITS;
    long mantissa = common.getLong(10);
    return Math.scalb((mantissa >>> 1) * 2.0, exponent);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
