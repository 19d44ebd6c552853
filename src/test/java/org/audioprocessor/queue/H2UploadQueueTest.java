package org.audioprocessor.queue;

import java.nio.file.Path;
import org.audioprocessor.queue.connect.EmbeddedDatabase;
import org.audioprocessor.queue.jdbc.Dialect;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contracts on the embedded workspace's database. */
class H2UploadQueueTest extends UploadQueueContracts {
  @TempDir static Path folder;
  static EmbeddedDatabase database;

  @BeforeAll
  static void open() throws QueueException {
    database = EmbeddedDatabase.open(folder);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Override
  QueueFixture fixture() {
    return new QueueFixture(database.dataSource(), Dialect.H2);
  }
}
