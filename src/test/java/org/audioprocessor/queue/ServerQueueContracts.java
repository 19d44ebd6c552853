package org.audioprocessor.queue;

import org.audioprocessor.queue.claim.RecoveryContract;
import org.audioprocessor.queue.connect.DatabaseAddress;
import org.audioprocessor.queue.connect.PlatformDatabase;
import org.audioprocessor.queue.list.PagesContract;
import org.audioprocessor.queue.list.UploadListContract;
import org.audioprocessor.testing.DatabaseServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The contracts on a database server, each run on one database of its own. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ServerQueueContracts {
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

  QueueFixture fixture() {
    return new QueueFixture(database.dataSource(), database.dialect());
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

  @Nested
  class ListingWithTheIndex extends UploadListContract {
    @Override
    QueueFixture database() {
      return new QueueFixture(indexed.dataSource(), indexed.dialect());
    }
  }
}
