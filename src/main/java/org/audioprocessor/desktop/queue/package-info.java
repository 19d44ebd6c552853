/** The queue: every upload, what becomes of it, and what can be done with it. */
@NullMarked
package org.audioprocessor.desktop.queue;

import org.jspecify.annotations.NullMarked;
