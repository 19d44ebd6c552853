package org.audioprocessor.loudness;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The figures of a meter at one time; a quantity without a value (silence, too short) is empty.
 *
 * @param momentaryLufs 400 ms, ungated (EBU Tech 3341)
 * @param shortTermLufs 3 s, ungated
 * @param integratedLufs gated at −70 LUFS and −10 LU; needs 400 ms
 * @param loudnessRangeLu 10th to 95th percentile of 3 s windows (EBU Tech 3342); needs 3 s
 * @param truePeakDbtp highest of all channels; empty for digital silence
 * @param maxMomentaryLufs highest momentary value so far
 * @param maxShortTermLufs highest short-term value so far
 * @param truePeakPerChannelDbtp in the order of the channels
 * @param seconds length of the signal that the figures cover
 */
public record LoudnessSnapshot(
    OptionalDouble momentaryLufs,
    OptionalDouble shortTermLufs,
    OptionalDouble integratedLufs,
    OptionalDouble loudnessRangeLu,
    OptionalDouble truePeakDbtp,
    OptionalDouble maxMomentaryLufs,
    OptionalDouble maxShortTermLufs,
    List<OptionalDouble> truePeakPerChannelDbtp,
    double seconds) {
  private static final double STABLE_RANGE_SECONDS = 60;

  public LoudnessSnapshot {
    truePeakPerChannelDbtp = List.copyOf(truePeakPerChannelDbtp);
  }

  /** The figures before any signal. */
  public static LoudnessSnapshot none(int channels) {
    OptionalDouble none = OptionalDouble.empty();
    List<OptionalDouble> peaks = Collections.nCopies(channels, none);
    return new LoudnessSnapshot(none, none, none, none, none, none, none, peaks, 0);
  }

  /** In the first minute the loudness range still changes with every passage (EBU Tech 3342). */
  public boolean rangeUnstable() {
    return seconds < STABLE_RANGE_SECONDS;
  }
}
