/** HLS: ladder, timeline and playlists, as values and as text. No I/O. */
@NullMarked
package org.audioprocessor.hls;

import org.jspecify.annotations.NullMarked;
