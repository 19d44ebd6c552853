package org.audioprocessor.queue;

/**
 * A lease that expired without an outcome, and its recovery.
 *
 * @param owner the former holder
 */
public record Recovered(String uploadId, String owner, Outcome outcome) {
  public enum Outcome {
    WAITING_AGAIN,
    /** Its worker was lost too often. Its raw file has not been moved. */
    FAILED,
    /** The row was deleted or no longer said {@code processing}: only the lease was ended. */
    LEASE_ENDED
  }
}
