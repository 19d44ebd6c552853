/** Lists and counts of uploads, from a few to millions. */
@NullMarked
package org.audioprocessor.queue.list;

import org.jspecify.annotations.NullMarked;
