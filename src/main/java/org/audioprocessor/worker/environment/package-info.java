/** Probes database, bucket and disk, and pauses claims while one of them fails. */
@NullMarked
package org.audioprocessor.worker.environment;

import org.jspecify.annotations.NullMarked;
