/** Sessions, transactions, SQL texts and the differences between databases. */
@NullMarked
package org.audioprocessor.queue.jdbc;

import org.jspecify.annotations.NullMarked;
