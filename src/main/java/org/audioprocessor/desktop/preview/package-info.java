/**
 * The player at the bottom of the window: plays and compares the renditions of the selected track.
 */
@NullMarked
package org.audioprocessor.desktop.preview;

import org.jspecify.annotations.NullMarked;
