package org.audioprocessor.desktop;

import java.util.ArrayList;
import java.util.List;

/**
 * Defers tasks until the first screen shows its rows: the count of a large table loads the database
 * for a second, and the side panes load this machine. UI thread only.
 */
public final class FirstRows {
  private final List<Runnable> waiting = new ArrayList<>();
  private boolean had;

  /** Runs the task now if the rows are shown, otherwise as soon as they are. */
  void then(Runnable task) {
    if (had) {
      task.run();
    } else {
      waiting.add(task);
    }
  }

  /** Reports that the rows are shown, or that there are none to wait for. */
  public void complete() {
    had = true;
    List<Runnable> tasks = List.copyOf(waiting);
    waiting.clear();
    tasks.forEach(Runnable::run);
  }

  boolean isComplete() {
    return had;
  }
}
