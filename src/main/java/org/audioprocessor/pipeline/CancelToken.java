package org.audioprocessor.pipeline;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The one way to stop a track: looked at once per block; the first reason given stays. */
public final class CancelToken implements BooleanSupplier {
  private final AtomicReference<@Nullable ProcessingException> reason = new AtomicReference<>();

  /** Asks the track to stop; true for the first who asks. */
  public boolean cancel(FailureKind kind, String sentence) {
    return reason.compareAndSet(null, new ProcessingException(kind, sentence));
  }

  /** True once somebody asked. */
  @Override
  public boolean getAsBoolean() {
    return reason.get() != null;
  }

  /** Throws the reason once somebody asked. */
  public void check() throws ProcessingException {
    ProcessingException why = reason.get();
    if (why != null) {
      throw new ProcessingException(why.kind(), why.sentence(), why);
    }
  }
}
