package org.audioprocessor.preview.comparison;

import java.util.OptionalDouble;
import org.audioprocessor.loudness.plan.GainCurve;

/**
 * The processing of a track's sound before a rendition was encoded, in order.
 *
 * @param curve slow gains over the track's time
 * @param gainDb the constant gain
 * @param ceilingDbtp of the limiter; empty without limiting
 */
public record Treatment(GainCurve curve, double gainDb, OptionalDouble ceilingDbtp) {}
