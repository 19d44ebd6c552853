package org.audioprocessor.desktop.testing;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;

/** The JavaFX thread, for tests. It is started once and lives as long as the test JVM. */
public final class Fx {
  private static final long LONGEST_SECONDS = 300;
  private static boolean started;

  private Fx() {}

  /** Needs {@code -Dglass.platform=Headless} where there is no display. */
  public static synchronized void start() {
    if (!started) {
      CountDownLatch ready = new CountDownLatch(1);
      Platform.startup(ready::countDown);
      Platform.setImplicitExit(false);
      await(ready);
      started = true;
      run(HeadlessScreen::watch);
    }
  }

  private static void await(CountDownLatch ready) {
    try {
      if (!ready.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("JavaFX did not start");
      }
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  /** Runs there and gives back what it returned; its exception becomes the test's. */
  public static <T> T get(Callable<T> task) {
    start();
    FutureTask<T> future = new FutureTask<>(task);
    if (Platform.isFxApplicationThread()) {
      future.run();
    } else {
      Platform.runLater(future);
    }
    try {
      return future.get(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("on the JavaFX thread: " + e.getCause(), e.getCause());
    } catch (Exception e) {
      throw new AssertionError("the JavaFX thread does not answer", e);
    }
  }

  public static void run(Runnable task) {
    get(() -> {
      task.run();
      return true;
    });
  }

  /** Until two frames were drawn after all that waits now. */
  public static void settle() {
    for (int i = 0; i < 2; i++) {
      CountDownLatch drawn = new CountDownLatch(1);
      run(() ->
          new javafx.animation.AnimationTimer() {
            @Override
            public void handle(long now) {
              stop();
              Platform.runLater(drawn::countDown);
            }
          }.start());
      await(drawn);
    }
  }
}
