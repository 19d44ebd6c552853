package org.audioprocessor.queue;

import java.nio.file.Path;
import org.audioprocessor.queue.claim.RecoveryContract;
import org.audioprocessor.queue.connect.EmbeddedDatabase;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.list.PagesContract;
import org.audioprocessor.queue.list.UploadListContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contracts on the embedded workspace's database. */
class H2UploadQueueTest {
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

  static QueueFixture fixture() {
    return new QueueFixture(database.dataSource(), Dialect.H2);
  }

  @Nested
  class Claiming extends ClaimContract {
    @Override
    QueueFixture database() {
      return fixture();
    }
  }

  @Nested
  class Holding extends HeldClaimContract {
    @Override
    QueueFixture database() {
      return fixture();
    }
  }

  @Nested
  class Recovering extends RecoveryContract {
    @Override
    QueueFixture database() {
      return fixture();
    }
  }

  @Nested
  class Paging extends PagesContract {
    @Override
    QueueFixture database() {
      return fixture();
    }
  }

  @Nested
  class Publishing extends GenerationsContract {
    @Override
    QueueFixture database() {
      return fixture();
    }
  }

  @Nested
  class Naming extends NamesContract {
    @Override
    QueueFixture database() {
      return fixture();
    }
  }

  @Nested
  class Listing extends UploadListContract {
    @Override
    QueueFixture database() {
      return fixture();
    }
  }

  @Nested
  class Reviewing extends ReviewContract {
    @Override
    QueueFixture database() {
      return fixture();
    }
  }

  @Nested
  class Failing extends FailureContract {
    @Override
    QueueFixture database() {
      return fixture();
    }
  }
}
