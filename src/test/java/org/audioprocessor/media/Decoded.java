package org.audioprocessor.media;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.audioprocessor.media.decode.AudioFile;

/** A whole file in memory, for tests. */
public record Decoded(AudioInfo info, List<float[]> planes, int errors, List<String> warnings) {
  public static Decoded of(Path file) throws MediaException {
    return of(file, MediaLimits.DEFAULT);
  }

  static Decoded of(Path file, MediaLimits limits) throws MediaException {
    try (AudioFile audio = AudioFile.open(file, limits, () -> false)) {
      float[][] planar = new float[audio.info().channels()][0];
      AudioBlock block = new AudioBlock();
      int frames = 0;
      while (audio.read(block)) {
        for (int c = 0; c < planar.length; c++) {
          if (planar[c].length < frames + block.frames()) {
            planar[c] = Arrays.copyOf(planar[c], 2 * frames + block.frames());
          }
          System.arraycopy(block.samples()[c], 0, planar[c], frames, block.frames());
        }
        frames += block.frames();
      }
      for (int c = 0; c < planar.length; c++) {
        planar[c] = Arrays.copyOf(planar[c], frames);
      }
      return new Decoded(audio.info(), List.of(planar), audio.decodeErrors(), audio.warnings());
    }
  }

  public float[][] planar() {
    return planes.toArray(float[][]::new);
  }

  public int frames() {
    return planes.getFirst().length;
  }

  public double rms(int channel) {
    double sum = 0;
    for (float sample : planes.get(channel)) {
      sum += (double) sample * sample;
    }
    return Math.sqrt(sum / frames());
  }
}
