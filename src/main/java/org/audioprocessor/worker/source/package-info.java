/** Sources of the uploads that a pool processes. */
@NullMarked
package org.audioprocessor.worker.source;

import org.jspecify.annotations.NullMarked;
