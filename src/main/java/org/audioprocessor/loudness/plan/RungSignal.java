package org.audioprocessor.loudness.plan;

import org.audioprocessor.loudness.Decibels;
import org.audioprocessor.loudness.LoudnessEnvelope;
import org.audioprocessor.loudness.LoudnessSnapshot;

/**
 * What one rung can carry of a track, measured by itself. Only a rung that loses much of the
 * track's loudness above its band needs it.
 *
 * @param edgeHz what lies above was removed before the measurement
 */
public record RungSignal(LoudnessSnapshot loudness, LoudnessEnvelope envelope, double edgeHz) {
  LimitingForecast forecast() {
    double peakDbtp = loudness.truePeakDbtp().orElse(Double.NEGATIVE_INFINITY);
    return new LimitingForecast(envelope, Decibels.toAmplitude(peakDbtp));
  }
}
