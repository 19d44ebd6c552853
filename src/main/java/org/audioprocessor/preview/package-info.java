/**
 * Plays what was published and meters what is heard, without knowing a screen.
 *
 * <p>A {@link org.audioprocessor.preview.Player} has two back ends: {@code deck} decodes the
 * published segments itself, {@code web} lets a foreign HLS client play them through a loopback
 * server. Positions are in seconds of music: 0 is the music's first sample in every rendition.
 */
@NullMarked
package org.audioprocessor.preview;

import org.jspecify.annotations.NullMarked;
