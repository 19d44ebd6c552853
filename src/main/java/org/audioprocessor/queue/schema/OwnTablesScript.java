package org.audioprocessor.queue.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.connect.DatabaseAddress;
import org.audioprocessor.queue.connect.JdbcConfig;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.schema.TableSearch.TableName;
import org.audioprocessor.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * SQL script with which an administrator creates the program's own tables, so that its user does
 * not need the privilege. The script can be repeated, also over tables of an earlier version.
 *
 * @param database the platform's database on MySQL; null if unknown
 * @param schema schema of the own tables; null for the platform's schema
 * @param table the platform's table; null for the documented name
 */
public record OwnTablesScript(
    Dialect dialect,
    String user,
    @Nullable String database,
    @Nullable String schema,
    @Nullable TableName table) {
  private static final String USUAL_USER = "audio_processor";
  private static final String FOLDER = "/db/migration/";

  /** The migrations, in the order of the versions at the beginning of their names. */
  static final List<String> MIGRATIONS =
      List.of("V1__own_tables.sql", "V2__results_and_reviews.sql", "V3__quality.sql");

  private static final List<String> TABLES =
      List.of("lease", "track", "generation", "object", "attempt", "result", "review", "quality");

  /** Flyway's history table (version 13). Flyway skips migrations that it lists. */
  private static final String HISTORY =
      """
      CREATE TABLE IF NOT EXISTS audio_processor_schema_history (
        installed_rank INT NOT NULL PRIMARY KEY,
        version        VARCHAR(50),
        description    VARCHAR(200) NOT NULL,
        type           VARCHAR(20) NOT NULL,
        script         VARCHAR(1000) NOT NULL,
        checksum       INT,
        installed_by   VARCHAR(100) NOT NULL,
        installed_on   TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
        execution_time INT NOT NULL,
        success        BOOLEAN NOT NULL
      );
      """;

  /** Returns the script for a configured connection, without connecting. */
  public static OwnTablesScript of(DatabaseAddress address) throws QueueException {
    JdbcConfig jdbcConfig = JdbcConfig.of(address);
    String table = address.table();
    return new OwnTablesScript(
        jdbcConfig.dialect(),
        PlainText.escaped(address.user()),
        jdbcConfig.url().database(),
        address.schema(),
        table == null ? null : TableName.of(table));
  }

  /** Returns the script with default names for user, database and table. */
  public static OwnTablesScript of(Dialect dialect) {
    return new OwnTablesScript(dialect, USUAL_USER, null, null, null);
  }

  public OwnTablesScript withDialect(Dialect other) {
    return new OwnTablesScript(other, user, database, schema, table);
  }

  /** Returns the statements, each ending with a semicolon at the end of a line, with comments. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(heading());
    // before the schema changes
    text.append("GRANT SELECT, INSERT, UPDATE ON " + uploads() + " TO " + grantee() + ";\n");
    if (dialect == Dialect.MYSQL) {
      text.append(grantToLock(database));
      text.append(schema == null ? "" : grantToLock(schema));
    }
    text.append('\n').append(intoSchema()).append(HISTORY);
    MIGRATIONS.forEach(name -> text.append('\n').append(migration(name)));
    text.append('\n');
    TABLES.forEach(name -> text.append(grant("SELECT, INSERT, UPDATE, DELETE", name)));
    return text.append(grant("SELECT", "schema_history")).toString();
  }

  /** MySQL 8.0.12 locks rows with SELECT and UPDATE only if these are granted on all tables. */
  private String grantToLock(@Nullable String name) {
    String where = name == null ? "*" : "`" + name + "`.*";
    return "GRANT LOCK TABLES ON " + where + " TO " + grantee() + ";\n";
  }

  private String heading() {
    String place = database == null ? "the platform's database" : database;
    String host =
        dialect == Dialect.MYSQL ? "-- Replace '%' in 'user'@'%' by the account's host.\n" : "";
    return "-- The own tables of Audio Processor for "
        + (dialect == Dialect.MYSQL ? "MySQL or MariaDB" : "PostgreSQL")
        + ", and the privileges of its user.\n-- Run this as an administrator in "
        + place
        + "; it can be repeated.\n"
        + host
        + '\n';
  }

  private String uploads() {
    String owner = dialect == Dialect.MYSQL && database != null ? "`" + database + "`." : "";
    if (table == null) {
      return owner + "Uploads";
    }
    return (table.schema() == null ? owner : "") + table.quoted(dialect);
  }

  private String grantee() {
    return dialect == Dialect.MYSQL
        ? "'" + user.replace("'", "''") + "'@'%'"
        : "\"" + user.replace("\"", "\"\"") + "\"";
  }

  private String intoSchema() {
    if (schema == null) {
      return "";
    }
    return dialect == Dialect.MYSQL
        ? "CREATE DATABASE IF NOT EXISTS `" + schema + "`;\nUSE `" + schema + "`;\n\n"
        : "CREATE SCHEMA IF NOT EXISTS \""
            + schema
            + "\";\nGRANT USAGE ON SCHEMA \""
            + schema
            + "\" TO "
            + grantee()
            + ";\nSET search_path TO \""
            + schema
            + "\";\n\n";
  }

  private String grant(String rights, String name) {
    return "GRANT " + rights + " ON audio_processor_" + name + " TO " + grantee() + ";\n";
  }

  private String migration(String name) {
    String source = resource(name);
    String sql = source;
    for (Map.Entry<String, String> one : dialect.migrationPlaceholders().entrySet()) {
      sql = sql.replace("${" + one.getKey() + "}", one.getValue());
    }
    String statements =
        sql.lines()
            .filter(line -> !line.stripLeading().startsWith("--"))
            .map(String::stripTrailing)
            .collect(Collectors.joining("\n", "", "\n"));
    int version = name.indexOf("__");
    String description = name.substring(version + 2, name.length() - ".sql".length());
    return statements.strip()
        + "\n"
        + applied(
            name, name.substring(1, version), description.replace('_', ' '), checksum(source));
  }

  private static String applied(String name, String version, String description, int checksum) {
    return """
    INSERT INTO audio_processor_schema_history
      (installed_rank, version, description, type, script, checksum, installed_by,
       execution_time, success)
    SELECT 1 + (SELECT COALESCE(MAX(h.installed_rank), 0) FROM audio_processor_schema_history h),
      '%1$s', '%2$s', 'SQL', '%3$s', %4$d, 'administrator', 0, TRUE FROM (SELECT 1 AS one) o
    WHERE NOT EXISTS
      (SELECT 1 FROM audio_processor_schema_history h WHERE h.version = '%1$s' AND h.success);
    """
        .formatted(version, description, name, checksum);
  }

  /** Returns Flyway's checksum: CRC-32 of the lines without line ends. */
  private static int checksum(String source) {
    CRC32 sum = new CRC32();
    source.lines().forEach(line -> sum.update(line.getBytes(StandardCharsets.UTF_8)));
    return (int) sum.getValue();
  }

  private static String resource(String name) {
    try (InputStream in = OwnTablesScript.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks " + FOLDER + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
