package org.audioprocessor.media.encode;

import java.util.Locale;
import java.util.Set;

/**
 * The encoder settings of a rung: AAC-LC, stereo.
 *
 * @param sampleRate in Hz
 * @param bitRate in bit/s, both channels together
 * @param cutoffHz the low-pass; 0: the encoder's own choice for the bit rate
 * @param without tools that the encoder does not use
 */
public record AacSettings(
    int sampleRate, int bitRate, Coder coder, int cutoffHz, Set<Tool> without) {

  public AacSettings {
    without = Set.copyOf(without);
  }

  /** Settings with all tools. */
  public AacSettings(int sampleRate, int bitRate, Coder coder, int cutoffHz) {
    this(sampleRate, bitRate, coder, cutoffHz, Set.of());
  }

  /** An encoder, and for FFmpeg's its search for quantisers. */
  public enum Coder {
    /** FFmpeg, searching in two loops: its default. */
    TWOLOOP,
    /** FFmpeg, at about half the CPU time. */
    FAST,
    /** Fraunhofer's FDK AAC, if the system has it. */
    FDK,
    /** FAAC, if the system has it. */
    FAAC;

    /** The value of FFmpeg's option. */
    public String option() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A coding tool of AAC that FFmpeg's encoder can leave out. */
  public enum Tool {
    /** Perceptual noise substitution: bands of noise are sent as their level only. */
    NOISE_SUBSTITUTION("aac_pns"),
    /** Temporal noise shaping. */
    NOISE_SHAPING("aac_tns"),
    /** Sum and difference of the channels in place of the channels. */
    MID_SIDE("aac_ms"),
    /** Bands of both channels are sent as one and its direction. */
    INTENSITY_STEREO("aac_is");

    private final String option;

    Tool(String option) {
      this.option = option;
    }

    /** The name of FFmpeg's option. */
    public String option() {
      return option;
    }
  }
}
