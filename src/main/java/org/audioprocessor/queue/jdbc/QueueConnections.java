package org.audioprocessor.queue.jdbc;

import javax.sql.DataSource;

/**
 * Where the queue gets its connections, so that no use of them waits for another.
 *
 * @param work of those that claim and finish: short statements
 * @param reads for people's lists and counts, which may take long and many at once
 * @param renewals of leases
 */
public record QueueConnections(DataSource work, DataSource reads, DataSource renewals) {
  public static QueueConnections all(DataSource dataSource) {
    return new QueueConnections(dataSource, dataSource, dataSource);
  }
}
