package org.audioprocessor.queue;

import org.audioprocessor.queue.claim.RecoveryContract;
import org.audioprocessor.queue.list.PagesContract;
import org.audioprocessor.queue.list.UploadListContract;
import org.junit.jupiter.api.Nested;

/** All contracts of the queue, on one database. */
abstract class UploadQueueContracts {
  /** Returns an empty queue of the database. */
  abstract QueueFixture fixture();

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
