package org.audioprocessor.storage.s3.client;

import org.audioprocessor.storage.RetryCheck;

/** The {@link RetryCheck} of the requests that this thread sends. */
public final class S3RetryScope {

  /** Nothing ends a request but its own rules. */
  public static final RetryCheck UNCHECKED = new RetryCheck() {};

  private static final ScopedValue<RetryCheck> CHECK = ScopedValue.newInstance();

  private S3RetryScope() {}

  public static RetryCheck current() {
    return CHECK.orElse(UNCHECKED);
  }

  /** Sends requests under a check; it holds for this thread only. */
  public static <T, X extends Throwable> T within(
      RetryCheck check, ScopedValue.CallableOp<? extends T, X> requests) throws X {
    return ScopedValue.where(CHECK, check).call(requests);
  }
}
