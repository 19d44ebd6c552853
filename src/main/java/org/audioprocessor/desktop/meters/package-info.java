/** Loudness meters in EBU mode, for the player and for tracks in processing. */
@NullMarked
package org.audioprocessor.desktop.meters;

import org.jspecify.annotations.NullMarked;
