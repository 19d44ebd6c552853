package org.audioprocessor.queue.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The differences between the databases. All other SQL texts are the same. */
public enum Dialect {
  H2("SET TIME ZONE 'UTC'"),
  // a hung process must not hold row locks; a scan of a large table may use only one of the
  // server's processors (decision record 0018)
  POSTGRESQL(
      "SET TIME ZONE 'UTC'; SET lock_timeout = '5s'; SET statement_timeout = '30s';"
          + " SET idle_in_transaction_session_timeout = '30s';"
          + " SET max_parallel_workers_per_gather = 0"),
  // strict: an invalid value is an error. MySQL reads the first comment, MariaDB the second
  MYSQL(
      "SET time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION',"
          + " innodb_lock_wait_timeout = 5, wait_timeout = 180"
          + " /*!50708 , max_execution_time = 30000 */ /*M! , max_statement_time = 30 */");

  /** Comments out a line of a migration for the other databases. */
  private static final String COMMENT = "-- ";

  private final String sessionStart;

  Dialect(String sessionStart) {
    this.sessionStart = sessionStart;
  }

  /**
   * Returns the statements to run on each new connection. They set the time zone, because drivers
   * otherwise store times in the JVM's zone.
   */
  public String sessionStart() {
    return sessionStart;
  }

  /**
   * Returns the placeholders of migrations. {@code mysql} and {@code others} mark lines for those
   * databases only.
   */
  public Map<String, String> migrationPlaceholders() {
    return switch (this) {
      case H2, POSTGRESQL ->
          Map.of(
              "name", "VARCHAR(255)",
              "line", "VARCHAR(1024)",
              "text", "TEXT",
              "instant", "TIMESTAMP(6) WITH TIME ZONE",
              "mysql", COMMENT,
              "others", "");
      // bytes: Song and song are two tracks, and so are "Song" and "Song " (even MySQL's binary
      // collation ignores spaces at the end), and bytes join with any collation of Uploads
      case MYSQL ->
          Map.of(
              "name", "VARBINARY(1020)",
              "line", "VARCHAR(1024) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
              "text", "TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
              "instant", "TIMESTAMP(6)",
              "mysql", "",
              "others", COMMENT);
    };
  }

  /** Returns true for H2, which keeps all rows of a window function in this process's memory. */
  public boolean hasWindowsInOurMemory() {
    return this == H2;
  }

  /** Reads an instant from one of the program's own tables. */
  @Nullable
  public Instant instant(ResultSet row, String column) throws SQLException {
    if (this == MYSQL) {
      return utcTime(row, column);
    }
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** Reads a TIMESTAMP without a zone that the session wrote in UTC. */
  static @Nullable public Instant utcTime(ResultSet row, String column) throws SQLException {
    LocalDateTime time = row.getObject(column, LocalDateTime.class);
    return time == null ? null : time.toInstant(ZoneOffset.UTC);
  }

  public static LocalDateTime utcTime(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
