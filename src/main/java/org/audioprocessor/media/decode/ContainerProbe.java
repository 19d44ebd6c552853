package org.audioprocessor.media.decode;

import static org.bytedeco.ffmpeg.global.avformat.av_probe_input_format3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.audioprocessor.media.FileNames;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaFault;
import org.audioprocessor.media.container.Containers;
import org.audioprocessor.media.container.FileBytes;
import org.audioprocessor.media.ffmpeg.WhiteList;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVProbeData;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a file's container by its content; FFmpeg would also use the extension. Skips leading
 * ID3v2 tags, which may contain pictures of any size.
 */
final class ContainerProbe {
  private static final int[] STEPS = {1 << 15, 1 << 18, 1 << 20};
  private static final int PADDING = 64;
  private static final int ID3_HEADER = 10;
  private static final int MOST_ID3_TAGS = 64;

  /** FFmpeg stops reading above this score. */
  private static final int SURE = 25;

  /** Two whole MP3 frames that fill a tiny file score 5; frame headers found in noise score 1. */
  private static final int BELIEVABLE = 5;

  private ContainerProbe() {}

  /**
   * The demuxer for the content.
   *
   * @throws MediaException NOT_AUDIO or UNSUPPORTED, with the apparent type of the file
   */
  static AVInputFormat find(Path file, WhiteList accepted) throws MediaException {
    String name = FileNames.of(file);
    try (FileChannel channel = FileChannel.open(file)) {
      long start = endOfId3(channel);
      if (start >= channel.size()) {
        throw new MediaException(
            MediaFault.EMPTY, name + " holds tags but no sound. Upload the track again.");
      }
      Guess guess = probe(channel, start);
      if (guess.score < BELIEVABLE
          && guess.looksLike == null
          && Containers.isTornMpeg(new FileBytes(channel, () -> false))) {
        throw new MediaException(
            MediaFault.CORRUPT,
            name
                + " is too short or damaged to be read. Upload it again, or another export of it.");
      }
      return judge(guess, name, accepted);
    } catch (IOException e) {
      throw new MediaException(MediaFault.IO, name + " cannot be read from the disk.", e);
    }
  }

  /** The format that FFmpeg recognised, its score, and the type by the first bytes. */
  private record Guess(@Nullable AVInputFormat format, int score, @Nullable String looksLike) {}

  private static AVInputFormat judge(Guess guess, String name, WhiteList accepted)
      throws MediaException {
    AVInputFormat format = guess.format;
    String looksLike = guess.looksLike;
    if (format == null || guess.score < BELIEVABLE || looksLike != null) {
      String what = looksLike == null ? "" : "; it looks like " + looksLike;
      throw new MediaException(
          MediaFault.NOT_AUDIO,
          name + " is not an audio file" + what + ". Upload the track as FLAC, WAV, MP3 or M4A.");
    }
    if (!accepted.accepts(format.name().getString(StandardCharsets.UTF_8))) {
      String what = format.long_name().getString(StandardCharsets.UTF_8);
      throw new MediaException(
          MediaFault.NOT_AUDIO,
          name
              + " is not in an accepted audio format; it looks like "
              + what
              + ". Upload the track as FLAC, WAV, MP3 or M4A.");
    }
    return format;
  }

  private static Guess probe(FileChannel channel, long start) throws IOException {
    Guess guess = new Guess(null, 0, null);
    for (int step : STEPS) {
      int length = (int) Math.min(step, channel.size() - start);
      guess = probe(read(channel, start, length), length);
      if (guess.score > SURE || length < step) {
        return guess;
      }
    }
    return guess;
  }

  private static Guess probe(byte[] head, int length) {
    try (AVProbeData data = new AVProbeData();
        BytePointer buffer = new BytePointer((long) length + PADDING);
        BytePointer noName = new BytePointer("")) {
      BytePointer.memset(buffer, 0, (long) length + PADDING);
      buffer.put(head, 0, length);
      data.filename(noName).buf(buffer).buf_size(length).mime_type(null);
      int[] score = new int[1];
      AVInputFormat format = av_probe_input_format3(data, 1, score);
      return new Guess(format, score[0], FileSignature.describe(head, length));
    }
  }

  /** ID3v2, structure 3.1: "ID3", version, flags, then the size in four bytes of seven bits. */
  private static long endOfId3(FileChannel channel) throws IOException {
    long at = 0;
    for (int tag = 0; tag < MOST_ID3_TAGS && channel.size() - at >= ID3_HEADER; tag++) {
      byte[] h = read(channel, at, ID3_HEADER);
      if (h[0] != 'I' || h[1] != 'D' || h[2] != '3' || (h[6] | h[7] | h[8] | h[9]) < 0) {
        return at;
      }
      long size = ((long) h[6] << 21) | (h[7] << 14) | (h[8] << 7) | h[9];
      boolean footer = (h[5] & 0x10) != 0;
      at += ID3_HEADER + size + (footer ? ID3_HEADER : 0);
    }
    return at;
  }

  private static byte[] read(FileChannel channel, long at, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) >= 0) {
      // short reads are allowed
    }
    return buffer.array();
  }
}
