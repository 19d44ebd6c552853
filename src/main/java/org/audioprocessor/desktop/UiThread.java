package org.audioprocessor.desktop;

import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/** Runs tasks on the JavaFX thread. */
public final class UiThread {
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
