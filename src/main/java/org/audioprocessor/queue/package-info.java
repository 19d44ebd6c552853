/**
 * The platform's uploads table as a queue: claims, outcomes, generations and lists.
 *
 * <p>Every transaction locks in one order: the Uploads row by key, its track, the lease. Lease
 * times use only the database's clock. Apart from {@code text} and {@code io}, the package imports
 * no other package of the program.
 */
@NullMarked
package org.audioprocessor.queue;

import org.jspecify.annotations.NullMarked;
