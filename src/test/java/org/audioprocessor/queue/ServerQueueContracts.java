package org.audioprocessor.queue;

import org.audioprocessor.testing.DatabaseServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The contracts on a database server, each run on one database of its own. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ServerQueueContracts {
  PlatformDatabase database;

  abstract DatabaseServer server();

  @BeforeAll
  void open() throws QueueException {
    database = PlatformDatabase.open(server().newDatabase());
  }

  @AfterAll
  void close() {
    database.close();
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
}
