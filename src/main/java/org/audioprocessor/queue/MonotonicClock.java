package org.audioprocessor.queue;

import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock for measuring spans. It starts at the machine's time; from then on its instants never go
 * back and never jump, whatever time the machine is set to.
 */
public final class MonotonicClock implements InstantSource {
  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();

  @Override
  public Instant instant() {
    return start.plusNanos(System.nanoTime() - startNanos);
  }
}
