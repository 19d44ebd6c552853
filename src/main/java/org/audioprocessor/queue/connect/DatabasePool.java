package org.audioprocessor.queue.connect;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.time.Duration;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.jdbc.SqlFailures;

/** Opens connection pools for {@link UploadQueue}: READ COMMITTED, session in UTC. */
public final class DatabasePool {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration VALIDATION_TIMEOUT = Duration.ofSeconds(3);

  /** Shorter than the idle time-outs of servers and of firewalls in between. */
  private static final Duration KEEPALIVE_INTERVAL = Duration.ofMinutes(1);

  /** Pool name, part of the pool's messages. */
  public static final String EMBEDDED = "workspace";

  private DatabasePool() {}

  /** Opens connections to a workspace's own database. */
  static HikariDataSource openEmbedded(
      EmbeddedConnections connections, int size, Duration connectTimeout) {
    HikariConfig config = config();
    config.setDataSource(connections);
    startSessions(config, Dialect.H2);
    config.setPoolName(EMBEDDED);
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(connectTimeout.toMillis());
    return new HikariDataSource(config);
  }

  /**
   * Opens connections to a platform's database.
   *
   * @param timeout maximum time without a response to a statement
   * @param pooled true if a pooler assigns a session to each transaction, so that session settings
   *     are not allowed
   */
  static HikariDataSource open(JdbcConfig jdbcConfig, int size, Duration timeout, boolean pooled) {
    DatabaseAddress address = jdbcConfig.address();
    HikariConfig config = config();
    config.setJdbcUrl(jdbcConfig.url().text());
    config.setUsername(address.user());
    config.setPassword(address.password());
    if (!pooled) {
      startSessions(config, jdbcConfig.dialect());
    }
    config.setMaximumPoolSize(size);
    config.setDataSourceProperties(jdbcConfig.properties(timeout, pooled));
    config.setKeepaliveTime(KEEPALIVE_INTERVAL.toMillis());
    config.setValidationTimeout(VALIDATION_TIMEOUT.toMillis());
    config.setExceptionOverrideClassName(ReadOnlyServers.class.getName());
    return new HikariDataSource(config);
  }

  private static void startSessions(HikariConfig config, Dialect dialect) {
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setConnectionInitSql(dialect.sessionStart());
  }

  private static HikariConfig config() {
    HikariConfig config = new HikariConfig();
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECT_TIMEOUT.toMillis());
    // the caller requests the first connection, and reports why it failed
    config.setInitializationFailTimeout(-1);
    return config;
  }

  /**
   * Evicts connections to a server that became read-only: after a fail-over the pool would
   * otherwise keep them and never connect to the new primary. Public because the pool instantiates
   * it.
   */
  public static final class ReadOnlyServers implements SQLExceptionOverride {
    @java.lang.Override
    public Override adjudicate(SQLException failure) {
      return SqlFailures.isReadOnly(failure) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
  }
}
