package org.audioprocessor.queue.connect;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.jdbc.Dialect;

/** Connections as {@link UploadQueue} needs them: READ COMMITTED, and a session in UTC. */
public final class DatabasePool {
  private static final Duration CONNECTING_MAY_TAKE = Duration.ofSeconds(5);
  private static final Duration ALIVE_WITHIN = Duration.ofSeconds(3);

  /** Shorter than what the servers and the boxes between let idle connections live. */
  private static final Duration SIGN_OF_LIFE = Duration.ofMinutes(1);

  /** In the pool's messages. */
  public static final String EMBEDDED = "workspace";

  private DatabasePool() {}

  /** Connections to a workspace's own database. */
  static HikariDataSource openEmbedded(
      String url, String user, String password, int size, Duration connectingMayTake) {
    HikariConfig config = config(url, user, password);
    startSessions(config, Dialect.H2);
    config.setPoolName(EMBEDDED);
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(connectingMayTake.toMillis());
    return new HikariDataSource(config);
  }

  /**
   * Connections to a platform's database.
   *
   * @param answersWithin how long a statement may go without an answer
   * @param pooled another program gives each transaction a session: nothing may be set in it
   */
  static HikariDataSource open(
      JdbcConfig jdbcConfig, int size, Duration answersWithin, boolean pooled) {
    DatabaseAddress address = jdbcConfig.address();
    HikariConfig config = config(jdbcConfig.url().text(), address.user(), address.password());
    if (!pooled) {
      startSessions(config, jdbcConfig.dialect());
    }
    config.setMaximumPoolSize(size);
    config.setDataSourceProperties(jdbcConfig.properties(answersWithin, pooled));
    config.setKeepaliveTime(SIGN_OF_LIFE.toMillis());
    config.setValidationTimeout(ALIVE_WITHIN.toMillis());
    config.setExceptionOverrideClassName(ReadOnlyServers.class.getName());
    return new HikariDataSource(config);
  }

  private static void startSessions(HikariConfig config, Dialect dialect) {
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setConnectionInitSql(dialect.sessionStart());
  }

  private static HikariConfig config(String url, String user, String password) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECTING_MAY_TAKE.toMillis());
    // the first connection is asked for by the caller, who can tell people why it failed
    config.setInitializationFailTimeout(-1);
    return config;
  }
}
