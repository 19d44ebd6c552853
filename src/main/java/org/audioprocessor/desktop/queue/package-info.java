/** The queue: all uploads, their status, and their commands. */
@NullMarked
package org.audioprocessor.desktop.queue;

import org.jspecify.annotations.NullMarked;
