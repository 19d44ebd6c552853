package org.audioprocessor.bench.window;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;

/**
 * What each frame costs the JavaFX thread. Ours are the tasks that the program gave to this thread
 * since the frame before, and everything between the first animation callback of the frame and the
 * layout: all of our animation callbacks, and JavaFX's own. CSS and layout are counted beside it,
 * since both JavaFX's work and ours (cells that are drawn, canvases that are painted anew) happen
 * there. Time is that in which the thread had the processor; what JavaFX does to hand the frame to
 * its drawing thread, and on the headless platform to copy its pixels, is in neither.
 *
 * <p>Made before the window, so that its animation callback is the first. JavaFX thread only.
 */
final class FrameCosts {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final List<Frame> frames = new ArrayList<>();
  private long tasksNanos;
  private long startNanos;
  private long layoutNanos;
  private boolean measuring;

  /** Nanoseconds of the processor, and the shown text, to detect changes. */
  record Frame(long oursNanos, long layoutNanos, String shown) {
    long allNanos() {
      return oursNanos + layoutNanos;
    }
  }

  FrameCosts() {
    new AnimationTimer() {
      @Override
      public void handle(long now) {
        startNanos = busy();
        measuring = true;
        Platform.requestNextPulse();
      }
    }.start();
  }

  private static long busy() {
    return THREADS.getCurrentThreadCpuTime();
  }

  /** Runs and counts a task, unless it is part of something that is counted already. */
  void around(Runnable task) {
    if (measuring) {
      task.run();
      return;
    }
    measuring = true;
    long start = busy();
    try {
      task.run();
    } finally {
      tasksNanos += busy() - start;
      measuring = false;
    }
  }

  /**
   * @param shown asked in each frame
   */
  void watch(Scene scene, Supplier<String> shown) {
    scene.addPreLayoutPulseListener(() -> layoutNanos = busy());
    scene.addPostLayoutPulseListener(() -> {
      long ours = tasksNanos + layoutNanos - startNanos;
      frames.add(new Frame(ours, busy() - layoutNanos, shown.get()));
      tasksNanos = 0;
      measuring = false;
    });
  }

  void clear() {
    frames.clear();
  }

  int count() {
    return frames.size();
  }

  /** How many frames showed something else than the one before. */
  int changed() {
    int changed = 0;
    for (int i = 1; i < frames.size(); i++) {
      changed += frames.get(i).shown().equals(frames.get(i - 1).shown()) ? 0 : 1;
    }
    return changed;
  }

  /** Half of the frames, 99 of 100 and the worst one, in ms. */
  String millis(ToLongFunction<Frame> part) {
    long[] sorted = frames.stream().mapToLong(part).sorted().toArray();
    return String.format(
        Locale.ROOT,
        "%6.2f %6.2f %6.2f",
        sorted[sorted.length / 2] / 1e6,
        at99(sorted) / 1e6,
        Arrays.stream(sorted).max().orElse(0) / 1e6);
  }

  double millisAt99(ToLongFunction<Frame> part) {
    return at99(frames.stream().mapToLong(part).sorted().toArray()) / 1e6;
  }

  private static long at99(long[] sorted) {
    return sorted[(int) Math.min(sorted.length - 1L, sorted.length * 99L / 100)];
  }
}
