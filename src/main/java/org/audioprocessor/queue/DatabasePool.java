package org.audioprocessor.queue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/** Connections as {@link UploadQueue} needs them: READ COMMITTED, and a session in UTC. */
final class DatabasePool {
  private static final Duration CONNECTING_MAY_TAKE = Duration.ofSeconds(5);

  private DatabasePool() {}

  static HikariDataSource open(
      String url, String user, String password, Dialect dialect, int size) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECTING_MAY_TAKE.toMillis());
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setConnectionInitSql(dialect.utcSession());
    // the first connection is asked for by the caller, who can tell people why it failed
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }
}
