/** Tests of what watchers of a worker ask. */
@NullMarked
package org.audioprocessor.health;

import org.jspecify.annotations.NullMarked;
