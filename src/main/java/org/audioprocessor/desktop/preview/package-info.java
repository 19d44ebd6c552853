/** The player at the bottom of the window: every rendition of the selected track, compared. */
@NullMarked
package org.audioprocessor.desktop.preview;

import org.jspecify.annotations.NullMarked;
