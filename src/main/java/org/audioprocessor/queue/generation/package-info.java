/** The generations of tracks, their results, reviews and rollbacks. */
@NullMarked
package org.audioprocessor.queue.generation;

import org.jspecify.annotations.NullMarked;
