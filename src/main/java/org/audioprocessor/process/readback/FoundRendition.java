package org.audioprocessor.process.readback;

import org.audioprocessor.loudness.LoudnessSnapshot;

/**
 * A published rendition as it was heard.
 *
 * @param name {@code low}, {@code med}, {@code high} or {@code m4a}
 * @param seconds of music
 */
public record FoundRendition(String name, LoudnessSnapshot measured, double seconds) {}
