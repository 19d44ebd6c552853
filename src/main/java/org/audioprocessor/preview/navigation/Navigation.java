package org.audioprocessor.preview.navigation;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Where to listen in a track, in seconds of music.
 *
 * @param musicSeconds its length
 * @param loudestSeconds where the loudest second begins, empty for silence
 * @param highestPeakSeconds the highest true peak, to 10 ms; empty for digital silence
 * @param highestPeakDbtp how high it is
 * @param jointSeconds where segments of the rung meet; empty for what has none
 */
public record Navigation(
    Waveform waveform,
    double musicSeconds,
    OptionalDouble loudestSeconds,
    OptionalDouble highestPeakSeconds,
    OptionalDouble highestPeakDbtp,
    List<Double> jointSeconds) {
  public Navigation {
    jointSeconds = List.copyOf(jointSeconds);
  }
}
