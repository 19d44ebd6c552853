package org.audioprocessor.queue;

import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock for measuring spans: its instants never go back and never jump, whatever happens to the
 * clock of the machine. Only the difference of two instants has a meaning.
 */
public final class MonotonicClock implements InstantSource {
  private final long originNanos = System.nanoTime();

  @Override
  public Instant instant() {
    return Instant.EPOCH.plusNanos(System.nanoTime() - originNanos);
  }
}
