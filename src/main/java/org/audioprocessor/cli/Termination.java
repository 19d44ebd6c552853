package org.audioprocessor.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a command end in order when the process is asked to (SIGTERM, SIGINT): its work is stopped,
 * and the process lives until the command has closed what it opened.
 */
final class Termination implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Termination.class);
  private static final Duration CLOSING_MAY_TAKE = Duration.ofSeconds(4);

  private final AtomicReference<@Nullable Runnable> stop = new AtomicReference<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = Thread.ofPlatform().name("termination").unstarted(this::end);

  static Termination awaited() {
    Termination termination = new Termination();
    Runtime.getRuntime().addShutdownHook(termination.hook);
    return termination;
  }

  /** What to stop; must return within 25 s. */
  void stops(Runnable work) {
    stop.set(work);
  }

  private void end() {
    Runnable work = stop.get();
    if (work != null) {
      work.run();
    }
    try {
      if (!closed.await(CLOSING_MAY_TAKE.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("The program ends before everything is closed; the next start tidies up");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** To be called after everything else was closed. */
  @Override
  public void close() {
    closed.countDown();
    if (!hook.isAlive()) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException endingAlready) {
        return; // the hook is about to run, and finds nothing to wait for
      }
    }
  }
}
