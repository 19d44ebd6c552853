package org.audioprocessor.queue;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;

/**
 * The platform's own database, PostgreSQL, MySQL or MariaDB, with our tables beside its {@code
 * Uploads} or in a schema of their own. {@code Uploads} is never altered.
 */
public final class PlatformDatabase implements QueueDatabase {
  private static final int CONNECTIONS = 8;

  /** A renewal that hangs leaves time for another one before the lease is over. */
  private static final Duration RENEWED_WITHIN = Duration.ofSeconds(8);

  private final Dialect dialect;
  private final HikariDataSource work;
  private final HikariDataSource renewals;
  private final UploadQueue queue;

  private PlatformDatabase(
      Dialect dialect, HikariDataSource work, HikariDataSource renewals, PlatformFacts platform) {
    this.dialect = dialect;
    this.work = work;
    this.renewals = renewals;
    queue = new UploadQueue(work, renewals, dialect, platform, InstantSource.system());
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
    try (Connection connection = plan.connect(ConnectionPlan.ANSWERS_WITHIN)) {
      platform = new PlatformTable(plan, connection).check();
    } catch (SQLException e) {
      throw ConnectionTrouble.of(e, plan);
    }
    HikariDataSource work = DatabasePool.open(plan, CONNECTIONS, ConnectionPlan.ANSWERS_WITHIN);
    try {
      migrate(plan, work);
      HikariDataSource renewals = DatabasePool.open(plan, 1, RENEWED_WITHIN);
      return new PlatformDatabase(plan.dialect(), work, renewals, platform);
    } catch (QueueException | RuntimeException e) {
      work.close();
      throw e;
    }
  }

  private static void migrate(ConnectionPlan plan, DataSource work) throws QueueException {
    try {
      QueueSchema.migrate(work, plan.dialect(), plan.address().schema());
    } catch (QueueException e) {
      SQLException cause = SqlFailures.sqlIn(e);
      if (e.kind() != QueueException.Kind.DENIED || cause == null) {
        throw e;
      }
      try (Connection connection = work.getConnection()) {
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

  /** For tests that look behind the queue. */
  DataSource dataSource() {
    return work;
  }

  @Override
  public void close() {
    renewals.close();
    work.close();
  }
}
