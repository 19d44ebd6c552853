package org.audioprocessor.queue.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The few things in which the databases differ; every other SQL text is the same for all. */
public enum Dialect {
  H2("SET TIME ZONE 'UTC'"),
  // a process that stands still must not keep its rows locked; a look at a large table takes one
  // of the server's processors and not all of them (decision record 0018)
  POSTGRESQL(
      "SET TIME ZONE 'UTC'; SET lock_timeout = '5s'; SET statement_timeout = '30s';"
          + " SET idle_in_transaction_session_timeout = '30s';"
          + " SET max_parallel_workers_per_gather = 0"),
  // strict: a value that does not fit is an error. The comments are read by MySQL or by MariaDB
  MYSQL(
      "SET time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION',"
          + " innodb_lock_wait_timeout = 5, wait_timeout = 180"
          + " /*!50708 , max_execution_time = 30000 */ /*M! , max_statement_time = 30 */");

  /** Hides the rest of a migration's line from a database that is not meant. */
  private static final String COMMENT = "-- ";

  private final String sessionStart;

  Dialect(String sessionStart) {
    this.sessionStart = sessionStart;
  }

  /**
   * To run on each new connection. Above all it sets the time zone: drivers otherwise store times
   * of the JVM's own zone.
   */
  public String sessionStart() {
    return sessionStart;
  }

  /** {@code mysql} and {@code others} stand before lines that are meant for those only. */
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

  /** H2 keeps all rows of a window function in our own memory. */
  public boolean hasWindowsInOurMemory() {
    return this == H2;
  }

  /** Reads an instant of our own tables. */
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
