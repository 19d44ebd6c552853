/** Moves a track's files in the store: fetches the raw file, publishes the result. */
@NullMarked
package org.audioprocessor.process.publish;

import org.jspecify.annotations.NullMarked;
