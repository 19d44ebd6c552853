/** Claims, leases, outcomes and the history of uploads. */
@NullMarked
package org.audioprocessor.queue.claim;

import org.jspecify.annotations.NullMarked;
