/** The platform's table as it is found, and the program's own tables. */
@NullMarked
package org.audioprocessor.queue.schema;

import org.jspecify.annotations.NullMarked;
