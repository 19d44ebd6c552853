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
    long bytesPerSecond = 0;
    long wideDataBytes = 0;
    long at = 12;
    for (int i = 0; i < MOST_CHUNKS; i++) {
      ByteBuffer head = read(channel, at, 8);
      long size = Integer.toUnsignedLong(head.getInt(4));
      byte[] type = new byte[4];
      head.get(0, type);
      switch (new String(type, StandardCharsets.ISO_8859_1)) {
        case "fmt " -> bytesPerSecond = Integer.toUnsignedLong(read(channel, at + 8, 12).getInt(8));
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

  private static OptionalDouble seconds(long dataBytes, long bytesPerSecond) {
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
