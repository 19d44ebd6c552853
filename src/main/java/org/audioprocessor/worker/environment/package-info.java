/** Probes database, bucket and disk, and pauses claims while one is not well. */
@NullMarked
package org.audioprocessor.worker.environment;

import org.jspecify.annotations.NullMarked;
