package org.audioprocessor.worker.kill;

import java.util.concurrent.Semaphore;

/**
 * Counts the database connections in use. A process that is frozen inside a transaction holds row
 * locks, so a process that is about to be frozen waits until none is in use.
 */
final class ConnectionsInUse {
  private static final int MORE_THAN_A_POOL_HAS = 100;

  private final Semaphore places = new Semaphore(MORE_THAN_A_POOL_HAS, true);

  void one() {
    places.acquireUninterruptibly();
  }

  void oneLess() {
    places.release();
  }

  /** Runs it while none is in use. */
  void whileNone(Runnable step) {
    places.acquireUninterruptibly(MORE_THAN_A_POOL_HAS);
    try {
      step.run();
    } finally {
      places.release(MORE_THAN_A_POOL_HAS);
    }
  }
}
