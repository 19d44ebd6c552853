package org.audioprocessor.pipeline;

import org.audioprocessor.loudness.GainPlan;

/**
 * A published track.
 *
 * @param playlistKey where its multivariant playlist stands
 */
public record Published(
    Job job, Measured measured, GainPlan plan, Certificate certificate, String playlistKey) {}
