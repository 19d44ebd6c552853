/** Where a pool finds its uploads. */
@NullMarked
package org.audioprocessor.worker.source;

import org.jspecify.annotations.NullMarked;
