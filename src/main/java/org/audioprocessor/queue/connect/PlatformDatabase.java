package org.audioprocessor.queue.connect;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.audioprocessor.queue.MonotonicClock;
import org.audioprocessor.queue.QueueDatabase;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.jdbc.PlatformFacts;
import org.audioprocessor.queue.jdbc.QueueConnections;
import org.audioprocessor.queue.jdbc.SqlFailures;
import org.audioprocessor.queue.schema.Grants;
import org.audioprocessor.queue.schema.PlatformTable;
import org.audioprocessor.queue.schema.QueueSchema;

/**
 * The platform's own database, PostgreSQL, MySQL or MariaDB, with our tables beside its {@code
 * Uploads} or in a schema of their own. {@code Uploads} is never altered.
 */
public final class PlatformDatabase implements QueueDatabase {
  /** What a process uses that is not told otherwise. */
  private static final int CONNECTIONS = 10;

  private final Dialect dialect;
  private final DataSource work;
  private final UploadQueue queue;
  private final List<HikariDataSource> pools;

  private PlatformDatabase(
      Dialect dialect,
      PlatformFacts platform,
      QueueConnections connections,
      List<HikariDataSource> pools) {
    this.dialect = dialect;
    this.pools = pools;
    work = connections.work();
    queue = new UploadQueue(connections, dialect, platform, new MonotonicClock());
  }

  /**
   * Checks that the table can be worked with, and makes our own tables where they are missing. Any
   * number of processes may do so at once.
   *
   * @throws QueueException with a sentence that says what to do: UNAVAILABLE, LOGIN_REFUSED,
   *     NOT_SECURE, DENIED, TABLE_UNUSABLE or ADDRESS_UNUSABLE
   */
  public static PlatformDatabase open(DatabaseAddress address) throws QueueException {
    return open(address, CONNECTIONS);
  }

  /**
   * The same with another number of connections.
   *
   * @param connections at most, 5 or more: one renews leases, a third reads lists, the rest works
   */
  public static PlatformDatabase open(DatabaseAddress address, int connections)
      throws QueueException {
    ConnectionPlan plan = ConnectionPlan.of(address);
    PlatformFacts platform;
    try (Connection connection = plan.connect(ConnectionPlan.READ_WITHIN)) {
      platform = new PlatformTable(plan, connection).check();
    } catch (SQLException e) {
      throw ConnectionTrouble.of(e, plan);
    }
    return open(plan, platform, connections);
  }

  public static PlatformDatabase open(ConnectionPlan plan, PlatformFacts platform)
      throws QueueException {
    return open(plan, platform, CONNECTIONS);
  }

  private static PlatformDatabase open(ConnectionPlan plan, PlatformFacts platform, int connections)
      throws QueueException {
    int reading = Math.clamp(connections / 3, 2, 8);
    int working = connections - 1 - reading;
    boolean pooled = !platform.transactionStart().isEmpty();
    HikariDataSource reads = DatabasePool.open(plan, reading, ConnectionPlan.READ_WITHIN, pooled);
    try {
      migrate(plan, reads);
    } catch (QueueException | RuntimeException e) {
      reads.close();
      throw e;
    }
    HikariDataSource work =
        DatabasePool.open(plan, working, ConnectionPlan.ANSWERED_WITHIN, pooled);
    HikariDataSource renewals = DatabasePool.open(plan, 1, ConnectionPlan.ANSWERED_WITHIN, pooled);
    return new PlatformDatabase(
        plan.dialect(),
        platform,
        new QueueConnections(work, reads, renewals),
        List.of(renewals, work, reads));
  }

  private static void migrate(ConnectionPlan plan, DataSource pool) throws QueueException {
    try {
      QueueSchema.migrate(pool, plan.dialect(), plan.address().schema());
    } catch (QueueException e) {
      SQLException cause = SqlFailures.sqlIn(e);
      if (e.kind() != QueueException.Kind.DENIED || cause == null) {
        throw e;
      }
      try (Connection connection = pool.getConnection()) {
        throw Grants.forOwnTables(cause, plan, connection);
      } catch (SQLException next) {
        e.addSuppressed(next);
        throw e;
      }
    }
  }

  @Override
  public UploadQueue queue() {
    return queue;
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  /** For those who look behind the queue. */
  public DataSource dataSource() {
    return work;
  }

  @Override
  public void close() {
    pools.forEach(HikariDataSource::close);
  }
}
