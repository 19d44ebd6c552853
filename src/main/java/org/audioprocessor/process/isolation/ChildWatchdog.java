package org.audioprocessor.process.isolation;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the limits of all running tasks ten times a second; parks while there is none. */
final class ChildWatchdog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChildWatchdog.class);
  private static final long TICK_NANOS = 100_000_000;

  private final Set<TaskExchange> watched = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private volatile boolean closed;

  ChildWatchdog() {
    thread = Thread.ofPlatform().name("children").daemon().start(this::run);
  }

  void add(TaskExchange exchange) {
    watched.add(exchange);
    LockSupport.unpark(thread);
  }

  void remove(TaskExchange exchange) {
    watched.remove(exchange);
  }

  private void run() {
    while (!closed) {
      if (watched.isEmpty()) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, TICK_NANOS);
        watched.forEach(ChildWatchdog::check);
      }
    }
  }

  /** A check that fails must not stop the checks of other tasks. */
  private static void check(TaskExchange exchange) {
    try {
      exchange.checkLimits();
    } catch (Throwable e) {
      LOG.error("internal error", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
