package org.audioprocessor.queue.connect;

import java.sql.Connection;
import java.sql.SQLException;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.jdbc.ServerTraits;
import org.audioprocessor.queue.jdbc.Session;
import org.postgresql.PGConnection;

/**
 * A program such as PgBouncer between us and PostgreSQL, which may give each transaction another
 * session of the server. What is set there must end with the transaction.
 */
public final class Pooler {
  public static final String TRANSACTION_START =
      "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; SET LOCAL TIME ZONE 'UTC';"
          + " SET LOCAL lock_timeout = '5s'; SET LOCAL statement_timeout = '30s';"
          + " SET LOCAL idle_in_transaction_session_timeout = '30s';"
          + " SET LOCAL max_parallel_workers_per_gather = 0";

  private Pooler() {}

  /** The process that greeted us is not the one that answers. */
  public static boolean isBetween(JdbcConfig jdbcConfig, Connection connection)
      throws SQLException {
    if (jdbcConfig.dialect() != Dialect.POSTGRESQL) {
      return false;
    }
    int greeted = connection.unwrap(PGConnection.class).getBackendPID();
    int answers =
        new Session(connection, ServerTraits.usual(Dialect.POSTGRESQL))
            .first("SELECT pg_backend_pid()", row -> row.getInt(1))
            .orElseThrow();
    return greeted != answers;
  }
}
