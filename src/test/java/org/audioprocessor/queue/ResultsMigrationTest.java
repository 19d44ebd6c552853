package org.audioprocessor.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.schema.QueueSchema;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsMigrationTest {
  @TempDir Path folder;

  @Test
  void tracksPublishedBeforeResultsWereStoredCanBeReviewed() throws QueueException {
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl("jdbc:h2:" + folder.resolve("old"));
      pool.setConnectionInitSql(Dialect.H2.sessionStart());
      QueueFixture db = new QueueFixture(pool, Dialect.H2);
      db.sql(
          "CREATE TABLE Uploads (upload_id VARCHAR(255) PRIMARY KEY, file_name VARCHAR(255),"
              + " upload_type VARCHAR(50), processing_status VARCHAR(20), uploaded_at TIMESTAMP,"
              + " error_message TEXT)");
      migrateToTheFirstVersion(pool);
      db.row("a", "Song.mp3", "track", "completed");
      db.sql(
          "INSERT INTO audio_processor_track (track_id, hold_token, last_generation,"
              + " current_generation, current_try) VALUES ('Song', 0, 2, 2, 1)");
      generation(db, 0, 0);
      generation(db, 1, 0);
      generation(db, 2, 1);

      QueueSchema.migrate(pool, Dialect.H2);

      UploadRow row = db.queue().reviews().nextUnreviewed(null).orElseThrow();
      assertThat(row.upload().uploadId()).isEqualTo("a");
      assertThat(row.completion()).extracting("generation").isEqualTo(2);
    }
  }

  private static void generation(QueueFixture db, int generation, int tryNumber) {
    db.sql(
        "INSERT INTO audio_processor_generation (track_id, generation, try_number, upload_id,"
            + " state, created_at, published_at) VALUES ('Song', ?, ?, 'a', 'PUBLISHED',"
            + " CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)",
        generation,
        tryNumber);
  }

  private static void migrateToTheFirstVersion(HikariDataSource pool) {
    Flyway.configure()
        .dataSource(pool)
        .locations("classpath:db/migration")
        .table("audio_processor_schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .placeholders(Dialect.H2.migrationPlaceholders())
        .target("1")
        .load()
        .migrate();
  }
}
