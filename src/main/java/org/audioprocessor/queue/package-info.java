/**
 * The platform's uploads table and our own tables beside it: claim, renew, finish, history.
 *
 * <p>Every transaction locks in one order: the Uploads row by key, then its track, then the lease.
 * Lease times are the database's clock only. The package imports no other package of ours.
 */
@NullMarked
package org.audioprocessor.queue;

import org.jspecify.annotations.NullMarked;
