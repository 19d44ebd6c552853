/** The sound of the player, decoded in child processes. */
@NullMarked
package org.audioprocessor.desktop.preview.sound;

import org.jspecify.annotations.NullMarked;
