/**
 * Plays and meters published renditions; independent of screens.
 *
 * <p>A {@link org.audioprocessor.preview.Player} has two back ends: {@code deck} decodes the
 * published segments itself, {@code web} lets an external HLS client play them through a loopback
 * server. Positions are in seconds of music: 0 is the music's first sample in every rendition.
 */
@NullMarked
package org.audioprocessor.preview;

import org.jspecify.annotations.NullMarked;
