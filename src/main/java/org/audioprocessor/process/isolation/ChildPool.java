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
 * The children of this process. One is started whenever a task finds none idle; some are kept for
 * the next tasks. Safe for use by many threads.
 */
public final class ChildPool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChildPool.class);

  /** What a decoder leaks or breaks unnoticed ends with its process. */
  private static final int MOST_TASKS = 200;

  private final ChildProgram program;
  private final int keep;
  private final ChildWatchdog watch = new ChildWatchdog();
  private final Deque<ChildProcess> idle = new ArrayDeque<>();
  private final Deque<CompletableFuture<ChildProcess>> coming = new ArrayDeque<>();
  private boolean closed;

  /**
   * Starts nothing yet.
   *
   * @param keep how many are kept while there is nothing to do; best as many as tasks at once
   */
  public ChildPool(ChildProgram program, int keep) {
    this.program = program;
    this.keep = keep;
  }

  /** Starts so many in the background, so that the first tasks need not wait. */
  public void warmUp(int children) {
    for (int i = 0; i < children; i++) {
      startAhead();
    }
  }

  private synchronized void startAhead() {
    if (closed || idle.size() + coming.size() >= keep) {
      return;
    }
    CompletableFuture<ChildProcess> future = new CompletableFuture<>();
    coming.add(future);
    Thread.ofPlatform().name("child-start").daemon().start(() -> complete(future));
  }

  private void complete(CompletableFuture<ChildProcess> future) {
    try {
      future.complete(ChildProcess.start(program, watch));
    } catch (Throwable e) {
      // also an Error: a task may wait for this child
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
        throw new ChildException(ChildExit.UNAVAILABLE, "the pool of children is closed", null);
      }
      while (!idle.isEmpty()) {
        ChildProcess child = idle.pop();
        if (child.isAlive()) {
          return child;
        }
        child.close();
      }
      next = coming.poll();
    }
    if (next == null) {
      return ChildProcess.start(program, watch);
    }
    try {
      return next.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof ChildException child
          ? child
          : new ChildException(ChildExit.UNAVAILABLE, "a child cannot be started", e);
    }
  }

  /**
   * Returns a child.
   *
   * @param good whether it did as it was told; another one takes its place
   */
  public void giveBack(ChildProcess child, boolean good) {
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

  /** Ends the children that have nothing to do; whoever works with others gives them back first. */
  @Override
  public void close() {
    Deque<ChildProcess> ending;
    Deque<CompletableFuture<ChildProcess>> starting;
    synchronized (this) {
      closed = true;
      ending = new ArrayDeque<>(idle);
      idle.clear();
      starting = new ArrayDeque<>(coming);
      coming.clear();
    }
    for (CompletableFuture<ChildProcess> future : starting) {
      try {
        ending.add(future.join());
      } catch (CompletionException e) {
        LOG.debug("a child that nobody needs any more did not start", e);
      }
    }
    ending.forEach(ChildProcess::askToEnd);
    ending.forEach(ChildProcess::close);
    watch.close();
  }
}
