/** One track: what came in, what was done and why, what came out, and every attempt. */
@NullMarked
package org.audioprocessor.desktop.track;

import org.jspecify.annotations.NullMarked;
