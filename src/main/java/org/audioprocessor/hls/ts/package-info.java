/** Reads MPEG transport streams and ADTS frames without FFmpeg. */
@NullMarked
package org.audioprocessor.hls.ts;

import org.jspecify.annotations.NullMarked;
