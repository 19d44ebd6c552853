package org.audioprocessor.queue;

import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock for measuring durations. It starts at the system time. Its instants never go back or
 * jump, even if the system clock is set.
 */
public final class MonotonicClock implements InstantSource {
  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();

  @Override
  public Instant instant() {
    return start.plusNanos(System.nanoTime() - startNanos);
  }
}
