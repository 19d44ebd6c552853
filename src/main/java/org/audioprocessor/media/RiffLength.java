package org.audioprocessor.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * The length that a WAV file's header states, whatever the file holds (RIFF; RF64: EBU Tech 3306).
 */
final class RiffLength {
  private static final long UNKNOWN = 0xFFFFFFFFL;
  private static final int MOST_CHUNKS = 64;
  private static final int FORMAT_BYTES = 20;
  private static final int PCM = 1;
  private static final int MS_ADPCM = 2;
  private static final int FLOAT = 3;
  private static final int A_LAW = 6;
  private static final int MU_LAW = 7;
  private static final int IMA_ADPCM = 0x11;
  private static final int EXTENSIBLE = 0xFFFE;

  private RiffLength() {}

  /** Empty where the data size is 0 or 0xFFFFFFFF, as streaming writers leave it. */
  static OptionalDouble statedSeconds(Path file) throws MediaException {
    try (FileChannel channel = FileChannel.open(file)) {
      return read(channel);
    } catch (IOException e) {
      throw new MediaException(
          MediaFault.IO, FileNames.of(file) + " cannot be read from the disk.", e);
    }
  }

  private static OptionalDouble read(FileChannel channel) throws IOException {
    double bytesPerSecond = 0;
    long wideDataBytes = 0;
    long at = 12;
    for (int i = 0; i < MOST_CHUNKS; i++) {
      ByteBuffer head = read(channel, at, 8);
      long size = Integer.toUnsignedLong(head.getInt(4));
      byte[] type = new byte[4];
      head.get(0, type);
      switch (new String(type, StandardCharsets.ISO_8859_1)) {
        case "fmt " -> bytesPerSecond = bytesPerSecond(read(channel, at + 8, FORMAT_BYTES));
        case "ds64" -> wideDataBytes = read(channel, at + 8, 16).getLong(8);
        case "data" -> {
          return seconds(size == UNKNOWN ? wideDataBytes : size, bytesPerSecond);
        }
        default -> {
          // chunks are padded to even sizes
        }
      }
      at += 8 + size + (size & 1);
    }
    return OptionalDouble.empty();
  }

  /**
   * By the size of a block: the rate in bytes that the format states as well is wrong in many files
   * with ADPCM.
   *
   * @return 0 where it cannot be known
   */
  private static double bytesPerSecond(ByteBuffer format) {
    double samplesPerSecond = Integer.toUnsignedLong(format.getInt(4));
    int samples = samplesPerBlock(format);
    return samples == 0 ? 0 : samplesPerSecond / samples * Short.toUnsignedInt(format.getShort(12));
  }

  private static int samplesPerBlock(ByteBuffer format) {
    return switch (Short.toUnsignedInt(format.getShort(0))) {
      case PCM, FLOAT, A_LAW, MU_LAW, EXTENSIBLE -> 1;
      case MS_ADPCM, IMA_ADPCM -> Short.toUnsignedInt(format.getShort(18));
      default -> 0;
    };
  }

  private static OptionalDouble seconds(long dataBytes, double bytesPerSecond) {
    return dataBytes > 0 && bytesPerSecond > 0
        ? OptionalDouble.of((double) dataBytes / bytesPerSecond)
        : OptionalDouble.empty();
  }

  /** Zeros beyond the end of the file. */
  private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) >= 0) {
      // short reads are allowed
    }
    return buffer;
  }
}
