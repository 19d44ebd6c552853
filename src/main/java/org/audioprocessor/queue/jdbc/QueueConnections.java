package org.audioprocessor.queue.jdbc;

import javax.sql.DataSource;

/**
 * Data sources of the queue, one for each kind of use, so that none waits for another.
 *
 * @param work short statements that claim and complete uploads
 * @param reads lists and counts for users, which may be slow
 * @param renewals renewals of leases
 */
public record QueueConnections(DataSource work, DataSource reads, DataSource renewals) {
  public static QueueConnections all(DataSource dataSource) {
    return new QueueConnections(dataSource, dataSource, dataSource);
  }
}
