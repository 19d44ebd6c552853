package org.audioprocessor.pipeline;

/** May this track still be published by us? Asked before everything that others can see. */
@FunctionalInterface
public interface PublicationGuard {
  /** Nobody else can hold the track. */
  PublicationGuard ALONE = () -> {};

  /** Returns if so; otherwise throws {@link FailureKind#LEASE_LOST}. */
  void check() throws ProcessingException;
}
