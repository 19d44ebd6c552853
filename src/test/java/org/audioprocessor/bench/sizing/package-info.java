/** Sizing: how many workers a platform needs, by simulating its day. */
@NullMarked
package org.audioprocessor.bench.sizing;

import org.jspecify.annotations.NullMarked;
