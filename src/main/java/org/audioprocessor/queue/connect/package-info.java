/** Connects to a platform's database or the embedded one, and diagnoses connections. */
@NullMarked
package org.audioprocessor.queue.connect;

import org.jspecify.annotations.NullMarked;
