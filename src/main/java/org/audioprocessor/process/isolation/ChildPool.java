package org.audioprocessor.process.isolation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.audioprocessor.process.isolation.confine.ChildProgram;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pool of child processes. Starts a child when a task finds none idle, and keeps some for the next
 * tasks. Safe for use by many threads.
 */
public final class ChildPool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChildPool.class);

  /** A child is replaced after this many tasks, which bounds the effect of native leaks. */
  private static final int MOST_TASKS = 200;

  private final ChildProgram program;
  private final int keep;
  private final ChildWatchdog watchdog = new ChildWatchdog();
  private final Deque<ChildProcess> idle = new ArrayDeque<>();
  private final Deque<CompletableFuture<ChildProcess>> starting = new ArrayDeque<>();
  private boolean closed;

  /**
   * Starts no child yet.
   *
   * @param keep number of idle children to keep; ideally the number of concurrent tasks
   */
  public ChildPool(ChildProgram program, int keep) {
    this.program = program;
    this.keep = keep;
  }

  /** Starts children in the background, so that the first tasks need not wait. */
  public void warmUp(int children) {
    for (int i = 0; i < children; i++) {
      startAhead();
    }
  }

  private synchronized void startAhead() {
    if (closed || idle.size() + starting.size() >= keep) {
      return;
    }
    CompletableFuture<ChildProcess> future = new CompletableFuture<>();
    starting.add(future);
    Thread.ofPlatform().name("child-start").daemon().start(() -> complete(future));
  }

  private void complete(CompletableFuture<ChildProcess> future) {
    try {
      future.complete(ChildProcess.start(program, watchdog));
    } catch (Throwable e) {
      // an Error too: a task may be waiting for this child
      future.completeExceptionally(e);
    }
  }

  /**
   * Returns an idle child, or a new one.
   *
   * @throws ChildException UNAVAILABLE if no child can be started, or the pool is closed
   */
  public ChildProcess take() throws ChildException {
    @Nullable CompletableFuture<ChildProcess> next;
    synchronized (this) {
      if (closed) {
        throw ChildException.unavailable("the pool of children is closed", null);
      }
      while (!idle.isEmpty()) {
        ChildProcess child = idle.pop();
        if (child.isAlive()) {
          return child;
        }
        child.close();
      }
      next = starting.poll();
    }
    if (next == null) {
      return ChildProcess.start(program, watchdog);
    }
    try {
      return next.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof ChildException child
          ? child
          : ChildException.unavailable("a child cannot be started", e);
    }
  }

  /**
   * Takes a child back.
   *
   * @param good whether it may run another task; otherwise it is killed and replaced
   */
  public void release(ChildProcess child, boolean good) {
    boolean lives = good && child.isAlive() && child.tasks() < MOST_TASKS;
    synchronized (this) {
      if (lives && !closed && idle.size() < keep) {
        idle.push(child);
        return;
      }
    }
    if (!good) {
      child.kill();
    }
    child.close();
    if (!lives) {
      LOG.debug("child {} is replaced after {} tasks", child.pid(), child.tasks());
      startAhead();
    }
  }

  /** Ends the idle children; children at work must have been returned before. */
  @Override
  public void close() {
    Deque<ChildProcess> ending;
    Deque<CompletableFuture<ChildProcess>> pending;
    synchronized (this) {
      closed = true;
      ending = new ArrayDeque<>(idle);
      idle.clear();
      pending = new ArrayDeque<>(starting);
      starting.clear();
    }
    for (CompletableFuture<ChildProcess> future : pending) {
      try {
        ending.add(future.join());
      } catch (CompletionException e) {
        LOG.debug("a child that is no longer needed did not start", e);
      }
    }
    ending.forEach(ChildProcess::askToEnd);
    ending.forEach(ChildProcess::close);
    watchdog.close();
  }
}
