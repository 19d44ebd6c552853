package org.audioprocessor.queue.schema;

import java.sql.Connection;
import java.sql.SQLException;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.QueueException.Kind;
import org.audioprocessor.queue.connect.ConnectionPlan;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.jdbc.OneLine;
import org.audioprocessor.queue.jdbc.PlatformFacts;
import org.audioprocessor.queue.jdbc.Session;

/** The statements that give our user what it lacks, for the administrator to run. */
public final class Grants {
  private static final String OWN_TABLES = "CREATE, ALTER, INDEX, SELECT, INSERT, UPDATE, DELETE";

  private Grants() {}

  static String onUploads(String privilege, ConnectionPlan plan, TableName table, Session session)
      throws SQLException {
    TableName full =
        plan.dialect() == Dialect.MYSQL && table.schema() == null
            ? new TableName(plan.url().database(), table.table())
            : table;
    return "GRANT "
        + privilege
        + " ON "
        + full.quoted(plan.dialect())
        + " TO "
        + grantee(plan, session);
  }

  /** MySQL 8.0.12 locks rows with SELECT and UPDATE only if these are granted on all tables. */
  static String toLock(ConnectionPlan plan, TableName table, Session session) throws SQLException {
    if (plan.dialect() != Dialect.MYSQL) {
      return onUploads("UPDATE", plan, table, session);
    }
    String database = table.schema() == null ? plan.url().database() : table.schema();
    return "GRANT LOCK TABLES ON `" + database + "`.* TO " + grantee(plan, session);
  }

  /** What our own tables could not be made without. */
  public static QueueException forOwnTables(
      SQLException denied, ConnectionPlan plan, Connection connection) throws SQLException {
    Session session = new Session(connection, PlatformFacts.usual(plan.dialect()));
    String missing =
        plan.dialect() == Dialect.MYSQL ? onMySql(plan, session) : onPostgreSql(plan, session);
    String elsewhere =
        plan.address().schema() == null
            ? " Or give the program a schema of its own, by the setting for the database's schema."
                + " Or let the administrator run what “doctor --ddl” prints."
            : "";
    return new QueueException(
        Kind.DENIED,
        "The user "
            + OneLine.of(plan.address().user())
            + " may not make or use the program's own tables. Ask the database's administrator"
            + " for: "
            + missing
            + "."
            + elsewhere,
        denied);
  }

  private static String onMySql(ConnectionPlan plan, Session session) throws SQLException {
    String schema = plan.address().schema();
    String database = schema == null ? plan.url().database() : schema;
    return "GRANT " + OWN_TABLES + " ON `" + database + "`.* TO " + grantee(plan, session);
  }

  private static String onPostgreSql(ConnectionPlan plan, Session session) throws SQLException {
    String schema = plan.address().schema();
    String place = schema == null ? currentSchema(session) : schema;
    if (!isThere(place, session)) {
      return "CREATE SCHEMA \"" + place + "\" AUTHORIZATION " + grantee(plan, session);
    }
    boolean mayMake =
        session.exists(
            "SELECT 1 WHERE has_schema_privilege(CAST(? AS TEXT), 'USAGE')"
                + " AND has_schema_privilege(CAST(? AS TEXT), 'CREATE')",
            place,
            place);
    String grantee = grantee(plan, session);
    return mayMake
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

  /** A schema of PostgreSQL. */
  static boolean isThere(String schema, Session session) throws SQLException {
    return session.exists("SELECT nspname FROM pg_namespace WHERE nspname = ?", schema);
  }

  /** MySQL knows a user by the host too: the account that let us in is seldom {@code '%'}. */
  private static String grantee(ConnectionPlan plan, Session session) throws SQLException {
    String user = OneLine.of(plan.address().user());
    if (plan.dialect() != Dialect.MYSQL) {
      return "\"" + user + "\"";
    }
    String account =
        session.first("SELECT CURRENT_USER()", row -> row.getString(1)).orElse(user + "@%");
    int at = account.lastIndexOf('@');
    return "'" + account.substring(0, at) + "'@'" + account.substring(at + 1) + "'";
  }
}
