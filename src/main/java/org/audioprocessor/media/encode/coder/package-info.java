/** AAC encoders: FFmpeg's, and those of libraries that a system has. */
@NullMarked
package org.audioprocessor.media.encode.coder;

import org.jspecify.annotations.NullMarked;
