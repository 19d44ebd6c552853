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
import org.audioprocessor.queue.jdbc.ServerTraits;
import org.audioprocessor.queue.jdbc.SqlFailures;
import org.audioprocessor.queue.jdbc.Transactions.QueueConnections;
import org.audioprocessor.queue.schema.Grants;
import org.audioprocessor.queue.schema.PlatformTableCheck;
import org.audioprocessor.queue.schema.QueueSchema;

/**
 * The platform's database (PostgreSQL, MySQL or MariaDB) with the program's own tables in the
 * schema of {@code Uploads} or in a separate one. {@code Uploads} is never altered.
 */
public final class PlatformDatabase implements QueueDatabase {
  /** Default of the setting. */
  private static final int CONNECTIONS = 10;

  private final Dialect dialect;
  private final DataSource work;
  private final UploadQueue queue;
  private final List<HikariDataSource> pools;

  private PlatformDatabase(
      Dialect dialect,
      ServerTraits traits,
      QueueConnections connections,
      List<HikariDataSource> pools) {
    this.dialect = dialect;
    this.pools = pools;
    work = connections.work();
    queue = new UploadQueue(connections, dialect, traits, new MonotonicClock());
  }

  /**
   * Checks the platform's table and creates missing own tables. Safe for concurrent use by several
   * processes.
   *
   * @throws QueueException with advice: UNAVAILABLE, LOGIN_REFUSED, NOT_SECURE, DENIED,
   *     TABLE_UNUSABLE or ADDRESS_UNUSABLE
   */
  public static PlatformDatabase open(DatabaseAddress address) throws QueueException {
    return open(address, CONNECTIONS);
  }

  /**
   * Opens the database with this number of connections.
   *
   * @param connections maximum, at least 5: one renews leases, a third reads lists, the others
   *     process
   */
  public static PlatformDatabase open(DatabaseAddress address, int connections)
      throws QueueException {
    JdbcConfig jdbcConfig = JdbcConfig.of(address);
    ServerTraits traits;
    try (Connection connection = jdbcConfig.connect(JdbcConfig.READ_TIMEOUT)) {
      traits = new PlatformTableCheck(jdbcConfig, connection).check();
    } catch (SQLException e) {
      throw ConnectionErrors.of(e, jdbcConfig);
    }
    return open(jdbcConfig, traits, connections);
  }

  public static PlatformDatabase open(JdbcConfig jdbcConfig, ServerTraits traits)
      throws QueueException {
    return open(jdbcConfig, traits, CONNECTIONS);
  }

  private static PlatformDatabase open(JdbcConfig jdbcConfig, ServerTraits traits, int connections)
      throws QueueException {
    int reading = Math.clamp(connections / 3, 2, 8);
    int working = connections - 1 - reading;
    boolean pooled = !traits.transactionStart().isEmpty();
    HikariDataSource reads =
        DatabasePool.open(jdbcConfig, reading, JdbcConfig.READ_TIMEOUT, pooled);
    try {
      migrate(jdbcConfig, reads);
    } catch (QueueException | RuntimeException e) {
      reads.close();
      throw e;
    }
    HikariDataSource work =
        DatabasePool.open(jdbcConfig, working, JdbcConfig.STATEMENT_TIMEOUT, pooled);
    HikariDataSource renewals =
        DatabasePool.open(jdbcConfig, 1, JdbcConfig.STATEMENT_TIMEOUT, pooled);
    return new PlatformDatabase(
        jdbcConfig.dialect(),
        traits,
        new QueueConnections(work, reads, renewals),
        List.of(renewals, work, reads));
  }

  private static void migrate(JdbcConfig jdbcConfig, DataSource pool) throws QueueException {
    try {
      QueueSchema.migrate(pool, jdbcConfig.dialect(), jdbcConfig.address().schema());
    } catch (QueueException e) {
      SQLException cause = SqlFailures.firstSqlException(e);
      if (e.kind() != QueueException.Kind.DENIED || cause == null) {
        throw e;
      }
      try (Connection connection = pool.getConnection()) {
        throw Grants.forOwnTables(cause, jdbcConfig, connection);
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

  /** Returns the connections for short statements. */
  public DataSource dataSource() {
    return work;
  }

  @Override
  public void close() {
    pools.forEach(HikariDataSource::close);
  }
}
