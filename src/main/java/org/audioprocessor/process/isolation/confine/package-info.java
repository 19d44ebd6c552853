/** Starts child processes and limits what they can reach (decision record 0032). */
@NullMarked
package org.audioprocessor.process.isolation.confine;

import org.jspecify.annotations.NullMarked;
