package org.audioprocessor.hls;

/**
 * A target of the encoder: name, bit rate and sample rate.
 *
 * @param name the folder under the track, a plain lower-case word
 * @param bitRate nominal bits per second of the audio codec
 * @param sampleRate hertz
 */
public record Rung(String name, int bitRate, int sampleRate) {
  /** Samples per channel in one AAC frame (ISO/IEC 14496-3). */
  public static final int FRAME_SAMPLES = 1024;

  public Rung {
    if (!name.matches("[a-z][a-z0-9_-]*")) {
      throw new IllegalArgumentException(
          "A rung needs a plain lower-case name, not '" + name + "'.");
    }
    if (bitRate <= 0 || sampleRate < 8000 || sampleRate > 96_000) {
      throw new IllegalArgumentException(
          "The rung '" + name + "' needs a bit rate and a sample rate of 8 to 96 kHz.");
    }
  }

  /** The duration of a frame. */
  public double frameSeconds() {
    return (double) FRAME_SAMPLES / sampleRate;
  }
}
