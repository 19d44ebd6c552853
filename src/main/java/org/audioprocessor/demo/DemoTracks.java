package org.audioprocessor.demo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Generates short pieces of music, each with one property that uploads can have. */
public final class DemoTracks {
  private static final int RATE = 44_100;

  /** One track of the demo. */
  enum Piece {
    /** A steady programme far below the target. */
    TOO_QUIET("Too quiet.wav", 40, 0.12, RATE, 2),
    /** Louder than the target and clipped. */
    TOO_LOUD("Too loud.wav", 40, 3, RATE, 2),
    /** Very quiet for half of its duration. */
    WIDE_RANGE("Wide range.wav", 90, 0.6, RATE, 2),
    /** Mono at the sample rate of a telephone. */
    MONO_8_KHZ("Mono 8 kHz.wav", 30, 0.3, 8_000, 1);

    private final String fileName;
    private final int seconds;
    private final double level;
    private final int rate;
    private final int channels;

    Piece(String fileName, int seconds, double level, int rate, int channels) {
      this.fileName = fileName;
      this.seconds = seconds;
      this.level = level;
      this.rate = rate;
      this.channels = channels;
    }

    /** The level at a time, relative to the level of the piece. */
    double dynamics(double second) {
      return this == WIDE_RANGE && second % 30 < 15 ? 0.1 : 1;
    }
  }

  private DemoTracks() {}

  /** Writes all pieces and returns their paths in the order of the pieces. */
  public static List<Path> write(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    for (Piece piece : Piece.values()) {
      files.add(write(piece, folder));
    }
    return files;
  }

  private static Path write(Piece piece, Path folder) throws IOException {
    Path file = folder.resolve(piece.fileName);
    int frames = piece.seconds * piece.rate;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      out.write(wavHeader(piece, frames));
      Player player = new Player(piece);
      byte[] frame = new byte[2 * piece.channels];
      for (int i = 0; i < frames; i++) {
        player.next(frame);
        out.write(frame);
      }
    }
    return file;
  }

  /** Writes a text file with the extension of an MP3. */
  public static Path writeCorrupt(Path folder) throws IOException {
    Path file = folder.resolve("Corrupt.mp3");
    return Files.writeString(file, "This is a shopping list, not a song.\n".repeat(200));
  }

  /** RIFF WAVE, 16-bit PCM (Microsoft and IBM, Multimedia Programming Interface 1.0). */
  private static byte[] wavHeader(Piece piece, int frames) {
    int bytesPerFrame = 2 * piece.channels;
    ByteBuffer header = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
    header.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + frames * bytesPerFrame);
    header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    header.putShort((short) 1).putShort((short) piece.channels);
    header.putInt(piece.rate).putInt(piece.rate * bytesPerFrame);
    header.putShort((short) bytesPerFrame).putShort((short) 16);
    header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(frames * bytesPerFrame);
    return header.array();
  }

  /** Plucked chords over a soft beat. */
  private static final class Player {
    private static final double[][] CHORDS = {
      {220.00, 261.63, 329.63, 440.00},
      {174.61, 220.00, 261.63, 349.23},
      {130.81, 196.00, 261.63, 329.63},
      {196.00, 246.94, 293.66, 392.00},
    };
    private static final double BEAT_SECONDS = 0.5;

    private final Piece piece;
    private final Random noise = new Random(7);
    private long position;

    Player(Piece piece) {
      this.piece = piece;
    }

    void next(byte[] frame) {
      double second = position++ / (double) piece.rate;
      double level = piece.level * piece.dynamics(second);
      double beat = beat(second);
      for (int channel = 0; channel < piece.channels; channel++) {
        double sample = level * (chord(second, channel) + beat);
        short value = (short) Math.round(Math.clamp(sample, -1, 1) * Short.MAX_VALUE);
        frame[2 * channel] = (byte) value;
        frame[2 * channel + 1] = (byte) (value >> 8);
      }
    }

    private double chord(double second, int channel) {
      double[] notes = CHORDS[(int) (second / (4 * BEAT_SECONDS)) % CHORDS.length];
      double sum = 0;
      for (int i = 0; i < notes.length; i++) {
        double since = Math.floorMod((long) (second * 1e6) - i * 125_000L, 500_000L) / 1e6;
        double pan = channel == i % 2 ? 0.24 : 0.16;
        sum += pan * Math.exp(-4 * since) * Math.sin(2 * Math.PI * notes[i] * second);
      }
      return sum;
    }

    private double beat(double second) {
      double since = second % BEAT_SECONDS;
      return 0.2 * Math.exp(-60 * since) * (2 * noise.nextDouble() - 1);
    }
  }
}
