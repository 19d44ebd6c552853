/** Claims uploads and processes them: slots, retry policy, events. */
@NullMarked
package org.audioprocessor.worker;

import org.jspecify.annotations.NullMarked;
