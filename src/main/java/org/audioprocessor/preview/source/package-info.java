/** Renditions as streams of stereo sound: published rungs, the M4A, the raw file. */
@NullMarked
package org.audioprocessor.preview.source;

import org.jspecify.annotations.NullMarked;
