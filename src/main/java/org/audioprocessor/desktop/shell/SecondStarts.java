package org.audioprocessor.desktop.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.audioprocessor.desktop.UiThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls for the files that later starts of the program hand over to the window of the workspace.
 */
public final class SecondStarts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SecondStarts.class);
  private static final long LOOK_EVERY_MILLIS = 500;

  private final SingleInstance instance;
  private final ScheduledFuture<?> looking;

  /**
   * Starts polling.
   *
   * @param timer reads the folder too
   * @param heard receives the files of a later start, on the JavaFX thread; may be empty
   */
  public SecondStarts(
      ScheduledExecutorService timer, SingleInstance instance, Consumer<List<Path>> heard) {
    this.instance = instance;
    looking =
        timer.scheduleWithFixedDelay(
            () -> look(heard), LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look(Consumer<List<Path>> heard) {
    try {
      instance.received().ifPresent(files -> UiThread.run(() -> heard.accept(files)));
    } catch (IOException e) {
      LOG.warn("The files of a second start cannot be read", e);
    }
  }

  /** Stops polling; the next start opens a window of its own. */
  @Override
  public void close() {
    looking.cancel(false);
    try {
      instance.close();
    } catch (IOException e) {
      LOG.warn("The lock on the workspace remains until the program ends", e);
    }
  }
}
