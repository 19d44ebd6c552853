/** What watchers of a worker ask: does it live, is it ready, what has it done. */
@NullMarked
package org.audioprocessor.health;

import org.jspecify.annotations.NullMarked;
