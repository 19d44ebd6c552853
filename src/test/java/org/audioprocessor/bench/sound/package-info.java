/** Encoders compared by the ear model; run by hand, never as tests. */
@NullMarked
package org.audioprocessor.bench.sound;

import org.jspecify.annotations.NullMarked;
