package org.audioprocessor.queue;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings our own tables to the present version, beside the platform's, which are left alone. */
public final class QueueSchema {
  private static final String HISTORY_TABLE = "audio_processor_schema_history";

  private QueueSchema() {}

  public static void migrate(DataSource dataSource, Dialect dialect) throws QueueException {
    try {
      Flyway.configure()
          .dataSource(dataSource)
          .locations("classpath:db/migration")
          .table(HISTORY_TABLE)
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .placeholders(dialect.migrationPlaceholders())
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw failure(e);
    }
  }

  private static QueueException failure(FlywayException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return QueueException.of(sql);
      }
    }
    return new QueueException(
        QueueException.Kind.INTERNAL,
        "The program's own tables could not be brought to the present version. They may belong to"
            + " a newer version of the program: install that one.",
        failure);
  }
}
