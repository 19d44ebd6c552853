package org.audioprocessor.desktop.batch;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Runs tasks one after the other in their order of arrival, on the threads of another executor. */
final class SerialExecutor implements Executor {
  private final Executor executor;
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private boolean running;

  SerialExecutor(Executor executor) {
    this.executor = executor;
  }

  @Override
  public synchronized void execute(Runnable task) {
    tasks.add(task);
    if (!running) {
      running = true;
      executor.execute(this::runNext);
    }
  }

  private void runNext() {
    try {
      next().run();
    } finally {
      startNext();
    }
  }

  private synchronized Runnable next() {
    return tasks.remove();
  }

  private synchronized void startNext() {
    running = !tasks.isEmpty();
    if (running) {
      executor.execute(this::runNext);
    }
  }
}
