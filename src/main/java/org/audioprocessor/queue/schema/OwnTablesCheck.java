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

/** Checks that the program's own tables exist or can be created. Changes nothing. */
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
   * Returns true if the tables exist, false if they can be created.
   *
   * @throws QueueException DENIED if they are missing and the user cannot create them
   */
  public boolean exist() throws QueueException, SQLException {
    try {
      run("SELECT token FROM audio_processor_lease WHERE 1 = 0");
      return true;
    } catch (SQLException e) {
      switch (SqlFailures.kindOf(e)) {
        case TABLE_UNUSABLE -> requireCreatable();
        case DENIED -> throw Grants.forOwnTables(e, jdbcConfig, connection);
        default -> throw e;
      }
      return false;
    }
  }

  private void requireCreatable() throws QueueException, SQLException {
    try {
      if (jdbcConfig.dialect() == Dialect.MYSQL) {
        createOnMySql();
      } else {
        createAndRollBack();
      }
    } catch (SQLException e) {
      switch (SqlFailures.kindOf(e)) {
        case DENIED, ADDRESS_UNUSABLE -> throw Grants.forOwnTables(e, jdbcConfig, connection);
        default -> throw e;
      }
    }
  }

  /** With the privilege, MySQL reports that the template table is missing; nothing is created. */
  private void createOnMySql() throws SQLException {
    try {
      run("CREATE TABLE " + PROBE + " LIKE audio_processor_nothing");
    } catch (SQLException e) {
      if (SqlFailures.kindOf(e) != QueueException.Kind.TABLE_UNUSABLE) {
        throw e;
      }
    }
  }

  private void createAndRollBack() throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      String schema = jdbcConfig.address().schema();
      // PostgreSQL requires CREATE on the database even if the schema exists
      if (schema != null && !Grants.schemaExists(schema, session)) {
        statement.execute("CREATE SCHEMA IF NOT EXISTS \"" + schema + "\"");
      }
      statement.execute(names.qualified("CREATE TABLE " + PROBE + " (probe INT)"));
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(names.qualified(sql));
    }
  }
}
