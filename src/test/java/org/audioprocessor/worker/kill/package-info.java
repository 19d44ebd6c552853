/** Kills and freezes workers in their own processes. */
@NullMarked
package org.audioprocessor.worker.kill;

import org.jspecify.annotations.NullMarked;
