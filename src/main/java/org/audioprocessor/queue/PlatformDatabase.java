package org.audioprocessor.queue;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * The platform's own database, PostgreSQL, MySQL or MariaDB, with our tables beside its {@code
 * Uploads} or in a schema of their own. {@code Uploads} is never altered.
 */
public final class PlatformDatabase implements QueueDatabase {
  private static final int WORKING = 6;
  private static final int READING = 3;

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
    ConnectionPlan plan = ConnectionPlan.of(address);
    PlatformFacts platform;
    try (Connection connection = plan.connect(ConnectionPlan.READ_WITHIN)) {
      platform = new PlatformTable(plan, connection).check();
    } catch (SQLException e) {
      throw ConnectionTrouble.of(e, plan);
    }
    return open(plan, platform);
  }

  static PlatformDatabase open(ConnectionPlan plan, PlatformFacts platform) throws QueueException {
    boolean pooled = !platform.transactionStart().isEmpty();
    HikariDataSource reads = DatabasePool.open(plan, READING, ConnectionPlan.READ_WITHIN, pooled);
    try {
      migrate(plan, reads);
    } catch (QueueException | RuntimeException e) {
      reads.close();
      throw e;
    }
    HikariDataSource work =
        DatabasePool.open(plan, WORKING, ConnectionPlan.ANSWERED_WITHIN, pooled);
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
