package org.audioprocessor.process.readback;

import org.audioprocessor.loudness.LoudnessSnapshot;

/**
 * Measurements of a decoded published rendition.
 *
 * @param name {@code low}, {@code med}, {@code high} or {@code m4a}
 * @param seconds of music
 */
public record FoundRendition(String name, LoudnessSnapshot measured, double seconds) {}
