package org.audioprocessor.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The one way to stop a track: looked at once per block; the first reason given stays. */
public final class CancelToken implements BooleanSupplier {
  private final AtomicReference<@Nullable ProcessingException> reason = new AtomicReference<>();
  private final CountDownLatch asked = new CountDownLatch(1);

  /** Asks the track to stop; true for the first who asks. */
  public boolean cancel(FailureKind kind, String sentence) {
    boolean first = reason.compareAndSet(null, new ProcessingException(kind, sentence));
    asked.countDown();
    return first;
  }

  /** True once somebody asked. */
  @Override
  public boolean getAsBoolean() {
    return reason.get() != null;
  }

  /** Waits at most so long; true at once when somebody asks. */
  public boolean await(Duration longest) throws InterruptedException {
    return asked.await(longest.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Throws the reason once somebody asked. */
  public void check() throws ProcessingException {
    ProcessingException why = reason.get();
    if (why != null) {
      throw new ProcessingException(why.kind(), why.sentence(), why);
    }
  }
}
