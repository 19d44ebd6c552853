/** Workers that are killed and frozen, as processes of their own. */
@NullMarked
package org.audioprocessor.worker.kill;

import org.jspecify.annotations.NullMarked;
