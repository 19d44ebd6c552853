package org.audioprocessor.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Cancels a track. It is checked once per block; the first reason is kept. */
public final class CancelToken implements BooleanSupplier {
  private final AtomicReference<@Nullable ProcessingException> reason = new AtomicReference<>();
  private final CountDownLatch cancelled = new CountDownLatch(1);

  /** Cancels; true for the first call. */
  public boolean cancel(FailureKind kind, String sentence) {
    boolean first = reason.compareAndSet(null, new ProcessingException(kind, sentence));
    cancelled.countDown();
    return first;
  }

  /** Whether it was cancelled. */
  @Override
  public boolean getAsBoolean() {
    return reason.get() != null;
  }

  /** Waits for a cancellation; false if the time is over. */
  public boolean await(Duration longest) throws InterruptedException {
    return cancelled.await(longest.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Throws the reason if it was cancelled. */
  public void check() throws ProcessingException {
    ProcessingException why = reason.get();
    if (why != null) {
      throw new ProcessingException(why.kind(), why.sentence(), why);
    }
  }
}
