package org.audioprocessor.worker.kill;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.audioprocessor.worker.RetryPolicy;
import org.audioprocessor.worker.WorkerListener;
import org.audioprocessor.worker.WorkerPool;

/** A worker in its own process, until its input ends. Argument: the workspace. */
final class EnduringWorker {
  private static final RetryPolicy RETRIES =
      new RetryPolicy(5, Duration.ofSeconds(1), Duration.ofSeconds(10), new Random());
  private static final Duration LAST_TRACK = Duration.ofSeconds(60);
  private static final int NOT_DRAINED = 4;

  private EnduringWorker() {}

  public static void main(String[] arguments) throws Exception {
    boolean drained;
    try (TrackWorkspace workspace = TrackWorkspace.open(Path.of(arguments[0]));
        WorkerPool pool = workspace.work(WorkerListener.NONE, RETRIES)) {
      awaitEndOfInput();
      pool.drain();
      drained = pool.await(LAST_TRACK);
    }
    System.exit(drained ? 0 : NOT_DRAINED);
  }

  private static void awaitEndOfInput() throws java.io.IOException {
    int read = 0;
    while (read >= 0) {
      read = System.in.read();
    }
  }
}
