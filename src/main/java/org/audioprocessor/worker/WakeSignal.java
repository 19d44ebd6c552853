package org.audioprocessor.worker;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Wakes waiting threads without interrupting them: interrupting a thread can close a file channel
 * that other threads use.
 */
public final class WakeSignal {
  private long count;

  synchronized long count() {
    return count;
  }

  synchronized void raise() {
    count++;
    notifyAll();
  }

  /** Waits for this long, or until the thread is interrupted. */
  public static void pause(Duration time) {
    WakeSignal silent = new WakeSignal();
    silent.await(silent.count(), time);
  }

  /** Returns when the signal has been raised since {@link #count} returned this, or in time. */
  synchronized void await(long seen, Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    boolean interrupted = false;
    for (long left = longest.toNanos(); count == seen && left > 0; left = end - System.nanoTime()) {
      try {
        wait(left / 1_000_000, (int) (left % 1_000_000));
      } catch (InterruptedException e) {
        interrupted = true;
        break;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for a condition that changes only with a signal; returns whether it holds. */
  boolean awaitUntil(BooleanSupplier condition, Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    while (true) {
      long seen = count();
      long left = end - System.nanoTime();
      if (condition.getAsBoolean() || left <= 0 || Thread.currentThread().isInterrupted()) {
        return condition.getAsBoolean();
      }
      await(seen, Duration.ofNanos(left));
    }
  }
}
