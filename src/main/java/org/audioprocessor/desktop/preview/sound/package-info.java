/** The sound that the player region plays, decoded in child processes. */
@NullMarked
package org.audioprocessor.desktop.preview.sound;

import org.jspecify.annotations.NullMarked;
