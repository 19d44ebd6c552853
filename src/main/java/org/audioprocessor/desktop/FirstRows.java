package org.audioprocessor.desktop;

import java.util.ArrayList;
import java.util.List;

/**
 * What may wait until the first screen shows its rows: counting a large table takes a database and
 * its machine for a second, and the panes around the screen take this one. UI thread only.
 */
public final class FirstRows {
  private final List<Runnable> waiting = new ArrayList<>();
  private boolean had;

  /** At once if it was had already. */
  void then(Runnable task) {
    if (had) {
      task.run();
    } else {
      waiting.add(task);
    }
  }

  /** The rows stand there, or there are none to wait for. */
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
