/** Installed workers as processes on one database and one bucket; run by hand, never as tests. */
@NullMarked
package org.audioprocessor.bench.fleet;

import org.jspecify.annotations.NullMarked;
