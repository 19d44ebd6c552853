package org.audioprocessor.storage.s3.client;

import org.audioprocessor.storage.RetryCheck;

/** The {@link RetryCheck} of the requests that this thread sends. */
public final class S3RetryScope {

  /** Applies only the rules of the retry strategy. */
  public static final RetryCheck UNCHECKED = new RetryCheck() {};

  private static final ScopedValue<RetryCheck> CHECK = ScopedValue.newInstance();

  private S3RetryScope() {}

  public static RetryCheck current() {
    return CHECK.orElse(UNCHECKED);
  }

  /** Sends requests under a check, which applies to this thread only. */
  public static <T, X extends Throwable> T within(
      RetryCheck check, ScopedValue.CallableOp<? extends T, X> requests) throws X {
    return ScopedValue.where(CHECK, check).call(requests);
  }
}
