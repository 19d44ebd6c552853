/** One claimed upload: lease, attempt, outcome. */
@NullMarked
package org.audioprocessor.worker.claim;

import org.jspecify.annotations.NullMarked;
