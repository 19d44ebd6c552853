/** The FFmpeg library: loading, native memory, input, log. */
@NullMarked
package org.audioprocessor.media.ffmpeg;

import org.jspecify.annotations.NullMarked;
