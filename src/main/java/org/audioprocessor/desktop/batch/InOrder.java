package org.audioprocessor.desktop.batch;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Runs one task after the other, in the order in which they came, on threads of another one. */
final class InOrder implements Executor {
  private final Executor lane;
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private boolean running;

  InOrder(Executor lane) {
    this.lane = lane;
  }

  @Override
  public synchronized void execute(Runnable task) {
    tasks.add(task);
    if (!running) {
      running = true;
      lane.execute(this::runNext);
    }
  }

  private void runNext() {
    try {
      next().run();
    } finally {
      goOn();
    }
  }

  private synchronized Runnable next() {
    return tasks.remove();
  }

  private synchronized void goOn() {
    running = !tasks.isEmpty();
    if (running) {
      lane.execute(this::runNext);
    }
  }
}
