package org.audioprocessor.quality.source;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * The kinds of faults of a raw file.
 *
 * <p>The value of a finding grows with the severity; each constant states its unit. {@link
 * SourceRules} says from which value on it matters.
 */
public enum FaultKind {
  /** Share of the samples of the worst channel that lie in clipped runs, in %. */
  CLIPPING,
  /** Silence before the sound, in s. */
  SILENCE_HEAD,
  /** The longest silence between sounds, in s. */
  SILENCE_INSIDE,
  /** Silence after the sound, in s. */
  SILENCE_TAIL,
  /** Number of short gaps and clicks. */
  DROPOUT,
  /** How far one channel lies below the other, in dB. */
  DEAD_CHANNEL,
  /** The negative correlation of left and right, at most 1. */
  OPPOSITE_PHASE,
  /** How far the difference of the channels lies below their sum, in dB. */
  DUAL_MONO,
  /** The largest mean of a channel, as a share of full scale. */
  DC_OFFSET,
  /** Number of bits of each sample that are always 0. */
  PADDED_BITS,
  /** The part of the band that is empty, as a share of half the sample rate. */
  UPSAMPLED,
  /** How clearly the grid of a lossy codec stands out, in median deviations. */
  LOSSY_SOURCE,
  /** Level of the last 20 ms, in dB relative to the loud passages. */
  CUT_OFF,
  /** How far the published loudness stays below the target, in LU. */
  UNREACHABLE_LOUDNESS;

  /** The name in JSON and on the command line, such as {@code silence-head}. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
