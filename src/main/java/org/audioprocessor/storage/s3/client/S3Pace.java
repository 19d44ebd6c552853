package org.audioprocessor.storage.s3.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Limits concurrent writes. A request of the store to slow down halves the limit, each response
 * increases it (additive increase, multiplicative decrease, RFC 5681).
 */
public final class S3Pace {

  private static final int FEWEST = 2;

  /** Requests that were sent before the limit was halved do not halve it again. */
  private static final long BETWEEN_CUTS_NANOS = Duration.ofSeconds(1).toNanos();

  private final int most;
  private double allowed;
  private int running;
  private long lastCutNanos;

  public S3Pace(int most) {
    this.most = most;
    allowed = most;
    lastCutNanos = System.nanoTime() - BETWEEN_CUTS_NANOS;
  }

  /** Waits for a permit, at most for this time; returns false if there is none. */
  public synchronized boolean tryAcquire(Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (running >= allowed()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    running++;
    return true;
  }

  public synchronized void release() {
    running--;
    notifyAll();
  }

  synchronized void slowDown() {
    long now = System.nanoTime();
    if (now - lastCutNanos >= BETWEEN_CUTS_NANOS) {
      lastCutNanos = now;
      allowed = Math.max(FEWEST, allowed / 2);
    }
  }

  synchronized void answered() {
    allowed = Math.min(most, allowed + 1 / allowed);
    notifyAll();
  }

  /** The current limit of concurrent writes. */
  public synchronized int allowed() {
    return (int) allowed;
  }
}
