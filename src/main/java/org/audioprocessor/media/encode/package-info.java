/** Encodes AAC, and writes MPEG-TS segments and M4A files. */
@NullMarked
package org.audioprocessor.media.encode;

import org.jspecify.annotations.NullMarked;
