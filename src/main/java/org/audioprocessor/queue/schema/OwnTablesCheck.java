package org.audioprocessor.queue.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.connect.JdbcConfig;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.jdbc.ServerTraits;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.queue.jdbc.SqlFailures;

/** Whether our own tables are there, or could be made. Changes nothing. */
public final class OwnTablesCheck {
  private static final String PROBE = "audio_processor_probe";

  private final JdbcConfig jdbcConfig;
  private final Connection connection;
  private final Session session;
  private final OwnTableNames names;

  public OwnTablesCheck(JdbcConfig jdbcConfig, Connection connection) {
    this.jdbcConfig = jdbcConfig;
    this.connection = connection;
    session = new Session(connection, ServerTraits.usual(jdbcConfig.dialect()));
    names = OwnTableNames.in(jdbcConfig.address().schema(), jdbcConfig.dialect());
  }

  /**
   * False where they are to be made yet.
   *
   * @throws QueueException DENIED if they are missing and may not be made
   */
  public boolean areThere() throws QueueException, SQLException {
    try {
      run("SELECT token FROM audio_processor_lease WHERE 1 = 0");
      return true;
    } catch (SQLException e) {
      switch (SqlFailures.kindOf(e)) {
        case TABLE_UNUSABLE -> requireMaking();
        case DENIED -> throw Grants.forOwnTables(e, jdbcConfig, connection);
        default -> throw e;
      }
      return false;
    }
  }

  private void requireMaking() throws QueueException, SQLException {
    try {
      if (jdbcConfig.dialect() == Dialect.MYSQL) {
        makeOnMySql();
      } else {
        makeAndTakeBack();
      }
    } catch (SQLException e) {
      switch (SqlFailures.kindOf(e)) {
        case DENIED, ADDRESS_UNUSABLE -> throw Grants.forOwnTables(e, jdbcConfig, connection);
        default -> throw e;
      }
    }
  }

  /** Whoever has the grant is told that the model is missing: nothing is made. */
  private void makeOnMySql() throws SQLException {
    try {
      run("CREATE TABLE " + PROBE + " LIKE audio_processor_nothing");
    } catch (SQLException e) {
      if (SqlFailures.kindOf(e) != QueueException.Kind.TABLE_UNUSABLE) {
        throw e;
      }
    }
  }

  private void makeAndTakeBack() throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      String schema = jdbcConfig.address().schema();
      // PostgreSQL asks for CREATE on the database even where the schema exists
      if (schema != null && !Grants.isThere(schema, session)) {
        statement.execute("CREATE SCHEMA IF NOT EXISTS \"" + schema + "\"");
      }
      statement.execute(names.named("CREATE TABLE " + PROBE + " (probe INT)"));
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(names.named(sql));
    }
  }
}
