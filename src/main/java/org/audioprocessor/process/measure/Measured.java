package org.audioprocessor.process.measure;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalDouble;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.media.AudioInfo;

/**
 * Measurements of pass 1, of the stereo mix.
 *
 * @param frames decoded sample frames at the source's rate
 * @param warnings sentences about the file, such as a missing end
 */
public record Measured(
    AudioInfo info, long frames, LoudnessSnapshot loudness, List<String> warnings) {
  public Measured {
    requireNonNull(info);
    requireNonNull(loudness);
    warnings = List.copyOf(warnings);
  }

  /** Empty for silence. */
  public OptionalDouble integratedLufs() {
    return loudness.integratedLufs();
  }

  /** The decoded duration in seconds. */
  public double seconds() {
    return frames / (double) info.sampleRate();
  }
}
