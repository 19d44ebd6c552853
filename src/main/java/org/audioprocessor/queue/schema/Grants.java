package org.audioprocessor.queue.schema;

import java.sql.Connection;
import java.sql.SQLException;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.QueueException.Kind;
import org.audioprocessor.queue.connect.JdbcConfig;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.jdbc.ServerTraits;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.queue.schema.TableSearch.TableName;
import org.audioprocessor.text.PlainText;

/**
 * Builds GRANT statements for the administrator that give the program's user missing privileges.
 */
public final class Grants {
  private static final String OWN_TABLES = "CREATE, ALTER, INDEX, SELECT, INSERT, UPDATE, DELETE";

  private Grants() {}

  static String onUploads(String privilege, JdbcConfig jdbcConfig, TableName table, Session session)
      throws SQLException {
    TableName full =
        jdbcConfig.dialect() == Dialect.MYSQL && table.schema() == null
            ? new TableName(jdbcConfig.url().database(), table.table())
            : table;
    return "GRANT "
        + privilege
        + " ON "
        + full.quoted(jdbcConfig.dialect())
        + " TO "
        + grantee(jdbcConfig, session);
  }

  /** MySQL 8.0.12 locks rows with SELECT and UPDATE only if these are granted on all tables. */
  static String toLock(JdbcConfig jdbcConfig, TableName table, Session session)
      throws SQLException {
    if (jdbcConfig.dialect() != Dialect.MYSQL) {
      return onUploads("UPDATE", jdbcConfig, table, session);
    }
    String database = table.schema() == null ? jdbcConfig.url().database() : table.schema();
    return "GRANT LOCK TABLES ON `" + database + "`.* TO " + grantee(jdbcConfig, session);
  }

  /** Returns a failure that names the privileges missing for the program's own tables. */
  public static QueueException forOwnTables(
      SQLException denied, JdbcConfig jdbcConfig, Connection connection) throws SQLException {
    Session session = new Session(connection, ServerTraits.usual(jdbcConfig.dialect()));
    String missing =
        jdbcConfig.dialect() == Dialect.MYSQL
            ? onMySql(jdbcConfig, session)
            : onPostgreSql(jdbcConfig, session);
    String elsewhere =
        jdbcConfig.address().schema() == null
            ? " Or configure a separate schema for the program. Or let the administrator run the"
                + " output of “doctor --ddl”."
            : "";
    return new QueueException(
        Kind.DENIED,
        "The user "
            + PlainText.escaped(jdbcConfig.address().user())
            + " has no permission to create or use the program's own tables. Ask the database's"
            + " administrator for: "
            + missing
            + "."
            + elsewhere,
        denied);
  }

  private static String onMySql(JdbcConfig jdbcConfig, Session session) throws SQLException {
    String schema = jdbcConfig.address().schema();
    String database = schema == null ? jdbcConfig.url().database() : schema;
    return "GRANT " + OWN_TABLES + " ON `" + database + "`.* TO " + grantee(jdbcConfig, session);
  }

  private static String onPostgreSql(JdbcConfig jdbcConfig, Session session) throws SQLException {
    String schema = jdbcConfig.address().schema();
    String place = schema == null ? currentSchema(session) : schema;
    if (!schemaExists(place, session)) {
      return "CREATE SCHEMA \"" + place + "\" AUTHORIZATION " + grantee(jdbcConfig, session);
    }
    boolean canCreate =
        session.exists(
            "SELECT 1 WHERE has_schema_privilege(CAST(? AS TEXT), 'USAGE')"
                + " AND has_schema_privilege(CAST(? AS TEXT), 'CREATE')",
            place,
            place);
    String grantee = grantee(jdbcConfig, session);
    return canCreate
        ? "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA \""
            + place
            + "\" TO "
            + grantee
        : "GRANT USAGE, CREATE ON SCHEMA \"" + place + "\" TO " + grantee;
  }

  private static String currentSchema(Session session) throws SQLException {
    String schema = session.connection().getSchema();
    return schema == null ? "public" : schema;
  }

  /** Returns true if PostgreSQL has the schema. */
  static boolean schemaExists(String schema, Session session) throws SQLException {
    return session.exists("SELECT nspname FROM pg_namespace WHERE nspname = ?", schema);
  }

  /** MySQL's accounts include the host; the current account's host is seldom {@code '%'}. */
  private static String grantee(JdbcConfig jdbcConfig, Session session) throws SQLException {
    String user = PlainText.escaped(jdbcConfig.address().user());
    if (jdbcConfig.dialect() != Dialect.MYSQL) {
      return "\"" + user + "\"";
    }
    String account =
        session.first("SELECT CURRENT_USER()", row -> row.getString(1)).orElse(user + "@%");
    int at = account.lastIndexOf('@');
    return "'" + account.substring(0, at) + "'@'" + account.substring(at + 1) + "'";
  }
}
