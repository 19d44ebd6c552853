package org.audioprocessor.preview.navigation;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Jump targets of a track, in seconds of music.
 *
 * @param musicSeconds its duration
 * @param loudestSeconds start of the loudest second; empty for silence
 * @param highestPeakSeconds the highest true peak, to 10 ms; empty for digital silence
 * @param highestPeakDbtp its level
 * @param jointSeconds the joints of the rung's segments; empty for other renditions
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
