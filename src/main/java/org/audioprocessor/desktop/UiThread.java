package org.audioprocessor.desktop;

import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/** The one door to the JavaFX thread. */
public final class UiThread {
  private UiThread() {}

  /** At once if this is that thread already, else as soon as it comes to it. */
  public static void run(Runnable task) {
    if (Platform.isFxApplicationThread()) {
      task.run();
    } else {
      Platform.runLater(task);
    }
  }

  /** When the next frame is drawn; no frames are asked for afterwards. */
  static void atNextPulse(Runnable task) {
    afterPulses(1, () -> true, task);
  }

  /** When so many frames have been drawn while the condition held. */
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
