package org.audioprocessor.process;

import org.audioprocessor.storage.RetryCheck;

/** Checks that this process may still publish the track, before everything that others can see. */
@FunctionalInterface
public interface PublicationGuard extends RetryCheck {
  /** Nobody else can hold the track. */
  PublicationGuard ALONE = () -> {};

  /** Returns normally if it may; otherwise throws {@link FailureKind#LEASE_LOST}. */
  void check() throws ProcessingException;

  /**
   * The check before an object that no playlist names yet: that the claim was confirmed a short
   * while ago is enough, so it need not ask the database.
   */
  default void checkBeforeSegment() throws ProcessingException {
    check();
  }
}
