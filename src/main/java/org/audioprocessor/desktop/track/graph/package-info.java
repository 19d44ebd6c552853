/** The loudness of a track over time. */
@NullMarked
package org.audioprocessor.desktop.track.graph;

import org.jspecify.annotations.NullMarked;
