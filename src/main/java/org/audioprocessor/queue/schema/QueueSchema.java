package org.audioprocessor.queue.schema;

import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.jdbc.SqlFailures;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Migrates the program's own tables to the current version. The platform's tables are not changed.
 */
public final class QueueSchema {
  private static final String HISTORY_TABLE = "audio_processor_schema_history";

  private QueueSchema() {}

  public static void migrate(DataSource dataSource, Dialect dialect) throws QueueException {
    migrate(dataSource, dialect, null);
  }

  /**
   * Migrates the tables. Safe for concurrent use by several processes.
   *
   * @param schema schema of the program's own tables, created if missing; null for the connection's
   *     schema
   */
  public static void migrate(DataSource dataSource, Dialect dialect, @Nullable String schema)
      throws QueueException {
    FluentConfiguration configuration =
        Flyway.configure()
            .dataSource(dataSource)
            .locations("classpath:db/migration")
            .table(HISTORY_TABLE)
            .baselineOnMigrate(true)
            .baselineVersion("0")
            .placeholders(dialect.migrationPlaceholders());
    if (schema != null) {
      configuration.schemas(schema).defaultSchema(schema).createSchemas(true);
    }
    try {
      Flyway flyway = configuration.load();
      forgetFailures(flyway);
      flyway.migrate();
    } catch (FlywayException e) {
      throw failure(e);
    }
  }

  /**
   * MySQL keeps the completed part of a failed migration; the migrations can be repeated over it.
   */
  private static void forgetFailures(Flyway flyway) {
    if (Arrays.stream(flyway.info().all()).anyMatch(one -> one.getState().isFailed())) {
      flyway.repair();
    }
  }

  private static QueueException failure(FlywayException failure) {
    SQLException sql = SqlFailures.firstSqlException(failure);
    if (sql != null) {
      return QueueException.of(sql);
    }
    return new QueueException(
        QueueException.Kind.INTERNAL,
        "The program's own tables could not be migrated to the current version. They may belong to"
            + " a newer version of the program: install that version.",
        failure);
  }
}
