package org.audioprocessor.desktop;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.audioprocessor.desktop.work.UiExecutors;

/**
 * The threads of the window.
 *
 * @param background may wait for database, bucket and disk
 * @param timer polls for changes by other processes
 * @param ui the JavaFX thread
 * @param pulse the JavaFX thread, when the next frame is drawn
 */
public record WindowThreads(
    ExecutorService background, ScheduledExecutorService timer, Executor ui, Executor pulse)
    implements AutoCloseable {

  static WindowThreads start() {
    return new WindowThreads(
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("desktop-", 0).factory()),
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("desktop-timer").daemon().factory()),
        UiThread::run,
        UiThread::atNextPulse);
  }

  public UiExecutors executors() {
    return new UiExecutors(background, ui);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    background.shutdownNow();
  }
}
