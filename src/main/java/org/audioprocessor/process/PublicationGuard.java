package org.audioprocessor.process;

import org.audioprocessor.storage.RetryCheck;

/** Checks that this process may still publish the track, before each visible change. */
@FunctionalInterface
public interface PublicationGuard extends RetryCheck {
  /** For tracks that no other process can claim. */
  PublicationGuard ALONE = () -> {};

  /** Returns normally if it may publish; otherwise throws {@link FailureKind#LEASE_LOST}. */
  void check() throws ProcessingException;

  /**
   * The check before an object that no playlist refers to yet. A recent confirmation of the claim
   * is sufficient, so it makes no request to the database.
   */
  default void checkBeforeSegment() throws ProcessingException {
    check();
  }
}
