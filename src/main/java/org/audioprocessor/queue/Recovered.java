package org.audioprocessor.queue;

/**
 * What was done with a lease that ended without an outcome.
 *
 * @param owner who held it
 */
public record Recovered(String uploadId, String owner, Outcome outcome) {
  public enum Outcome {
    WAITING_AGAIN,
    /** Its worker was lost too often. Its raw file is still where it was. */
    FAILED,
    /** The row no longer said {@code processing}, or was gone: only the lease was ended. */
    LEASE_ENDED
  }
}
