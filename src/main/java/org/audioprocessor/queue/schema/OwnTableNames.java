package org.audioprocessor.queue.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.connect.JdbcConfig;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.jdbc.ServerTraits;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.queue.jdbc.SqlFailures;
import org.audioprocessor.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Qualifies the names of the program's own tables, which are in the platform's schema or in a
 * separate one.
 *
 * @param prefix prefix of the names in statements
 */
public record OwnTableNames(String prefix) {
  public static final OwnTableNames BESIDE_THE_PLATFORMS = new OwnTableNames("");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");
  private static final Pattern OWN_TABLE = Pattern.compile("\\baudio_processor_");

  public static OwnTableNames in(@Nullable String schema, Dialect dialect) {
    if (schema == null) {
      return BESIDE_THE_PLATFORMS;
    }
    // quoted, as Flyway does: PostgreSQL would otherwise fold it to lower case
    String quote = dialect == Dialect.MYSQL ? "`" : "\"";
    return new OwnTableNames(quote + schema + quote + ".");
  }

  public static void requireName(@Nullable String schema) throws QueueException {
    if (schema != null && !NAME.matcher(schema).matches()) {
      throw new QueueException(
          QueueException.Kind.ADDRESS_UNUSABLE,
          "The schema's name must consist of letters, digits and underscores, and begin with a"
              + " letter: "
              + PlainText.escaped(schema),
          null);
    }
  }

  /** Returns the statement with qualified table names. */
  public String qualified(String sql) {
    return prefix.isEmpty() ? sql : OWN_TABLE.matcher(sql).replaceAll(prefix + "audio_processor_");
  }

  /** Checks that the program's own tables exist or can be created. Changes nothing. */
  public static final class OwnTablesCheck {
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

    /** With the privilege, MySQL reports the missing template table; nothing is created. */
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
}
