package org.audioprocessor.bench.sound;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.audioprocessor.loudness.LoudnessMeter;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.process.measure.StereoSource;

/** A short piece of sound. */
final class MusicExcerpt {
  static final int SECONDS = 8;

  private static final int FROM_SECOND = 30;
  private static final double TARGET_LUFS = -14;
  private static final double MOST_GAIN_DB = 20;

  private final String kind;
  private final String name;
  private final int sampleRate;
  private final float[][] samples;

  /**
   * @param kind what sounds: "orchestral", "voice" …
   * @param samples two planes
   */
  MusicExcerpt(String kind, String name, int sampleRate, float[][] samples) {
    this.kind = kind;
    this.name = name;
    this.sampleRate = sampleRate;
    this.samples = samples;
  }

  /**
   * Eight seconds from 0:30 of each file; from the start of a shorter one. The folder that a file
   * lies in is its kind.
   */
  static List<MusicExcerpt> of(Path folder) throws IOException {
    List<MusicExcerpt> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder, 2)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        try {
          all.add(read(file));
        } catch (MediaException e) {
          System.err.println(file + ": " + e.getMessage());
        }
      }
    }
    return all;
  }

  private static MusicExcerpt read(Path file) throws MediaException {
    try (StereoSource source = StereoSource.open(file, MediaLimits.DEFAULT, () -> false)) {
      int rate = source.info().sampleRate();
      int wanted = (FROM_SECOND + SECONDS) * rate;
      float[][] samples = new float[2][wanted];
      int frames = 0;
      while (frames < wanted && source.next()) {
        AudioBlock block = source.block();
        int count = Math.min(block.frames(), wanted - frames);
        System.arraycopy(block.samples()[0], 0, samples[0], frames, count);
        System.arraycopy(block.samples()[1], 0, samples[1], frames, count);
        frames += count;
      }
      int end = frames < wanted ? Math.min(frames, SECONDS * rate) : frames;
      int start = Math.max(0, end - SECONDS * rate);
      return new MusicExcerpt(
          kind(file),
          String.valueOf(file.getFileName()),
          rate,
          new float[][] {
            Arrays.copyOfRange(samples[0], start, end), Arrays.copyOfRange(samples[1], start, end)
          });
    }
  }

  private static String kind(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? "" : String.valueOf(folder.getFileName()).replace('-', ' ');
  }

  String kind() {
    return kind;
  }

  String name() {
    return name;
  }

  int sampleRate() {
    return sampleRate;
  }

  float[][] samples() {
    return samples;
  }

  int frames() {
    return samples[0].length;
  }

  /** What brings it to -14 LUFS. */
  double gainDb() {
    LoudnessMeter meter = LoudnessMeter.stereo(sampleRate);
    meter.feed(samples, 0, frames());
    double lufs = meter.finish().integratedLufs().orElse(TARGET_LUFS);
    return Math.min(MOST_GAIN_DB, TARGET_LUFS - lufs);
  }
}
