package org.audioprocessor.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.audioprocessor.queue.QueueException.Kind;

/** The statements that give our user what it lacks, for the administrator to run. */
final class Grants {
  private static final String OWN_TABLES = "CREATE, ALTER, INDEX, SELECT, INSERT, UPDATE, DELETE";

  private Grants() {}

  static String onUploads(String privilege, ConnectionPlan plan) {
    String table =
        plan.dialect() == Dialect.MYSQL ? "`" + plan.url().database() + "`.Uploads" : "Uploads";
    return "GRANT " + privilege + " ON " + table + " TO " + grantee(plan);
  }

  /** MySQL 8.0.12 locks rows with SELECT and UPDATE only if these are granted on all tables. */
  static String toLock(ConnectionPlan plan) {
    return plan.dialect() == Dialect.MYSQL
        ? "GRANT LOCK TABLES ON `" + plan.url().database() + "`.* TO " + grantee(plan)
        : onUploads("UPDATE", plan);
  }

  /** What our own tables could not be made without. */
  static QueueException forOwnTables(
      SQLException denied, ConnectionPlan plan, Connection connection) throws SQLException {
    String missing =
        plan.dialect() == Dialect.MYSQL ? onMySql(plan) : onPostgreSql(plan, connection);
    String elsewhere =
        plan.address().schema() == null
            ? " Or give the program a schema of its own, by the setting for the database's schema."
            : "";
    return new QueueException(
        Kind.DENIED,
        "The user "
            + OneLine.of(plan.address().user())
            + " may not make the program's own tables. Ask the database's administrator for: "
            + missing
            + "."
            + elsewhere,
        denied);
  }

  private static String onMySql(ConnectionPlan plan) {
    String schema = plan.address().schema();
    String database = schema == null ? plan.url().database() : schema;
    return "GRANT " + OWN_TABLES + " ON `" + database + "`.* TO " + grantee(plan);
  }

  private static String onPostgreSql(ConnectionPlan plan, Connection connection)
      throws SQLException {
    String schema = plan.address().schema();
    String place = schema == null ? currentSchema(connection) : schema;
    boolean there = !schemaNamed(place, connection).isEmpty();
    return there
        ? "GRANT USAGE, CREATE ON SCHEMA \"" + place + "\" TO " + grantee(plan)
        : "CREATE SCHEMA \"" + place + "\" AUTHORIZATION " + grantee(plan);
  }

  private static String currentSchema(Connection connection) throws SQLException {
    String schema = connection.getSchema();
    return schema == null ? "public" : schema;
  }

  private static String schemaNamed(String name, Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT nspname FROM pg_namespace WHERE nspname = ?")) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getString(1) : "";
      }
    }
  }

  private static String grantee(ConnectionPlan plan) {
    String user = OneLine.of(plan.address().user());
    return plan.dialect() == Dialect.MYSQL ? "'" + user + "'@'%'" : "\"" + user + "\"";
  }
}
