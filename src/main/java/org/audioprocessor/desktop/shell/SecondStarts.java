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

/** Looks for what second starts of the program leave for the window that has the workspace. */
public final class SecondStarts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SecondStarts.class);
  private static final long LOOK_EVERY_MILLIS = 500;

  private final SingleInstance instance;
  private final ScheduledFuture<?> looking;

  /**
   * Begins to look.
   *
   * @param timer reads the folder too
   * @param heard gets the files of a second start, on the JavaFX thread; there may be none
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
      LOG.warn("What a second start left could not be read", e);
    }
  }

  /** The next start opens a window of its own. */
  @Override
  public void close() {
    looking.cancel(false);
    try {
      instance.close();
    } catch (IOException e) {
      LOG.warn("The workspace stays marked as open until the program has ended", e);
    }
  }
}
