package org.audioprocessor.media.encode;

/**
 * The encoder settings of a rung: AAC-LC, stereo.
 *
 * @param sampleRate in Hz
 * @param bitRate in bit/s, both channels together
 * @param cutoffHz the low-pass; 0: the encoder's own choice for the bit rate
 */
public record AacSettings(int sampleRate, int bitRate, Coder coder, int cutoffHz) {
  /** The encoder's search for quantisers. */
  public enum Coder {
    /** Searches in two loops; FFmpeg's default. */
    TWOLOOP("twoloop"),
    /** About half the CPU time. */
    FAST("fast");

    private final String option;

    Coder(String option) {
      this.option = option;
    }

    String option() {
      return option;
    }
  }
}
