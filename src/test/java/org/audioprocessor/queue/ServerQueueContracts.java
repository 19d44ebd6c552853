package org.audioprocessor.queue;

import org.audioprocessor.queue.connect.DatabaseAddress;
import org.audioprocessor.queue.connect.PlatformDatabase;
import org.audioprocessor.queue.list.UploadListContract;
import org.audioprocessor.testing.DatabaseServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The contracts on a database server, each run on one database of its own. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ServerQueueContracts extends UploadQueueContracts {
  private static final String INDEX =
      "CREATE INDEX uploads_by_status ON Uploads (processing_status, uploaded_at, upload_id)";

  PlatformDatabase database;
  PlatformDatabase indexed;

  abstract DatabaseServer server();

  @BeforeAll
  void open() throws QueueException {
    database = PlatformDatabase.open(server().newDatabase());
    DatabaseAddress withIndex = server().newDatabase();
    server().run(withIndex, INDEX);
    indexed = PlatformDatabase.open(withIndex);
  }

  @AfterAll
  void close() {
    database.close();
    indexed.close();
  }

  @Override
  QueueFixture fixture() {
    return new QueueFixture(database.dataSource(), database.dialect());
  }

  @Nested
  class ListingWithTheIndex extends UploadListContract {
    @Override
    QueueFixture database() {
      return new QueueFixture(indexed.dataSource(), indexed.dialect());
    }
  }
}
