package org.audioprocessor.desktop;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
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

  /** Runs tasks on the JavaFX thread. */
  public static final class UiThread {
    private UiThread() {}

    /** Runs the task now if this is the JavaFX thread, otherwise queues it there. */
    public static void run(Runnable task) {
      if (Platform.isFxApplicationThread()) {
        task.run();
      } else {
        Platform.runLater(task);
      }
    }

    /** Runs the task with the next frame; requests no further frames. */
    static void atNextPulse(Runnable task) {
      afterPulses(1, () -> true, task);
    }

    /** Runs the task after this number of frames in which the condition held. */
    public static void afterPulses(int pulses, BooleanSupplier condition, Runnable task) {
      run(() ->
          new AnimationTimer() {
            private int seen;

            @Override
            public void handle(long now) {
              if (condition.getAsBoolean() && ++seen == pulses) {
                stop();
                task.run();
              }
            }
          }.start());
    }
  }
}
