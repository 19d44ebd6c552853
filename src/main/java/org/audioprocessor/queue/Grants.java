package org.audioprocessor.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.audioprocessor.queue.QueueException.Kind;

/** The statements that give our user what it lacks, for the administrator to run. */
final class Grants {
  /** As MySQL and MariaDB say it. */
  private static final Pattern MYSQL_DENIAL =
      Pattern.compile("([A-Z ,]+?) command denied to user .* for table");

  private static final String MYSQL_ALL =
      "CREATE, ALTER, INDEX, DROP, SELECT, INSERT, UPDATE, DELETE";

  private Grants() {}

  static String onUploads(String privilege, ConnectionPlan plan) {
    String table =
        plan.dialect() == Dialect.MYSQL ? "`" + plan.url().database() + "`.Uploads" : "Uploads";
    return "GRANT " + privilege + " ON " + table + " TO " + grantee(plan);
  }

  /** What our own tables could not be made without. */
  static QueueException forOwnTables(
      SQLException denied, ConnectionPlan plan, Connection connection) throws SQLException {
    String missing =
        plan.dialect() == Dialect.MYSQL ? onMySql(denied, plan) : onPostgreSql(plan, connection);
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

  private static String onMySql(SQLException denied, ConnectionPlan plan) {
    String schema = plan.address().schema();
    String database = schema == null ? plan.url().database() : schema;
    Matcher named = MYSQL_DENIAL.matcher(SqlFailures.detailOf(denied));
    String privileges = named.find() ? named.group(1).strip() : MYSQL_ALL;
    return "GRANT " + privileges + " ON `" + database + "`.* TO " + grantee(plan);
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
