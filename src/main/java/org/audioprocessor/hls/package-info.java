/** The ladder, the playlists and the rules they obey, as values and as text. No I/O. */
@NullMarked
package org.audioprocessor.hls;

import org.jspecify.annotations.NullMarked;
