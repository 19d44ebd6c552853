/** Verifies rendered tracks: loudness, peaks, duration, HLS rules. */
@NullMarked
package org.audioprocessor.process.verify;

import org.jspecify.annotations.NullMarked;
