package org.audioprocessor.worker;

import java.time.Duration;

/**
 * Wakes threads that wait for a change. It interrupts none: an interrupted thread can close files
 * under others.
 */
public final class WakeSignal {
  private long rung;

  synchronized long heard() {
    return rung;
  }

  synchronized void ring() {
    rung++;
    notifyAll();
  }

  /** Waits for this long, or until the thread is interrupted. */
  public static void pause(Duration time) {
    WakeSignal silent = new WakeSignal();
    silent.await(silent.heard(), time);
  }

  /** Returns when the bell has rung since it was heard, or when the time is over. */
  synchronized void await(long heard, Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    boolean interrupted = false;
    for (long left = longest.toNanos(); rung == heard && left > 0; left = end - System.nanoTime()) {
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
}
