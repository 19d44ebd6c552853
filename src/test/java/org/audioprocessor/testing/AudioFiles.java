package org.audioprocessor.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import org.audioprocessor.media.EncodedFiles;

/** Writes sound files for tests: planar floats in, a file out. */
public final class AudioFiles {
  private static final int FLOAT_FORMAT = 3;

  private AudioFiles() {}

  /** 32-bit float WAV. */
  public static Path wav(Path file, float[][] planar, int rate) {
    int channels = planar.length;
    int dataBytes = planar[0].length * channels * Float.BYTES;
    ByteBuffer out = ByteBuffer.allocate(44 + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("RIFF")).putInt(36 + dataBytes).put(ascii("WAVEfmt ")).putInt(16);
    out.putShort((short) FLOAT_FORMAT).putShort((short) channels).putInt(rate);
    out.putInt(rate * channels * Float.BYTES).putShort((short) (channels * Float.BYTES));
    out.putShort((short) Float.SIZE).put(ascii("data")).putInt(dataBytes);
    for (int i = 0; i < planar[0].length; i++) {
      for (float[] plane : planar) {
        out.putFloat(plane[i]);
      }
    }
    return write(file, out.array());
  }

  /** FLAC, 16 bits. */
  public static Path flac(Path file, float[][] planar, int rate) {
    return EncodedFiles.write(file, "flac", "flac", planar, rate);
  }

  /** AAC in MP4, 128 kb/s. */
  public static Path m4a(Path file, float[][] planar, int rate) {
    return EncodedFiles.write(file, "ipod", "aac", planar, rate);
  }

  /** MP3 with a Xing header, 128 kb/s. */
  public static Path mp3(Path file, float[][] planar, int rate) {
    return EncodedFiles.write(file, "mp3", "libmp3lame", planar, rate);
  }

  /** Opus in Ogg; 48 kHz. */
  public static Path opus(Path file, float[][] planar) {
    return EncodedFiles.write(file, "ogg", "libopus", planar, 48_000);
  }

  /** Vorbis in Ogg. */
  public static Path ogg(Path file, float[][] planar, int rate) {
    return EncodedFiles.write(file, "ogg", "vorbis", planar, rate);
  }

  /** A sine in every channel. */
  public static float[][] sine(
      int channels, int rate, double hz, double seconds, double amplitude) {
    float[][] planar = new float[channels][(int) Math.round(seconds * rate)];
    for (int i = 0; i < planar[0].length; i++) {
      float value = (float) (amplitude * Math.sin(2 * Math.PI * hz * i / rate));
      for (float[] plane : planar) {
        plane[i] = value;
      }
    }
    return planar;
  }

  /** White noise, each channel its own. */
  public static float[][] noise(int channels, int frames, double amplitude, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] planar = new float[channels][frames];
    for (float[] plane : planar) {
      for (int i = 0; i < frames; i++) {
        plane[i] = (float) (amplitude * (2 * random.nextDouble() - 1));
      }
    }
    return planar;
  }

  /** A real file out of a test dependency, for example {@code test-documents/testMP3i18n.mp3}. */
  public static Path resource(String resource, Path file) {
    try (InputStream in =
        Objects.requireNonNull(
            AudioFiles.class.getClassLoader().getResourceAsStream(resource), resource)) {
      Files.copy(in, file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of these bytes. */
  public static Path write(Path file, byte[] bytes) {
    try {
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file's first bytes, as a file of their own. */
  public static Path truncated(Path whole, Path file, double share) {
    try {
      byte[] bytes = Files.readAllBytes(whole);
      return write(file, Arrays.copyOf(bytes, (int) (bytes.length * share)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
