/** Liveness, readiness and metrics of a worker. */
@NullMarked
package org.audioprocessor.health;

import org.jspecify.annotations.NullMarked;
