package org.audioprocessor.queue;

/** The result of a request to claim one particular upload. */
public sealed interface ClaimAnswer {

  record Claimed(Claim claim) implements ClaimAnswer {}

  /**
   * Nothing was changed.
   *
   * @param status of the row; {@link UploadStatus#OTHER} where there is none
   * @param sentence reason to be shown to users
   */
  record Refused(Reason reason, UploadStatus status, String sentence) implements ClaimAnswer {}

  enum Reason {
    /** Held by another worker or by another system. */
    HELD_ELSEWHERE,
    /** Completed, failed, or in a status unknown to the program. */
    NOT_WAITING,
    UNKNOWN,
    /** Another upload of the same track is being processed, or the track is being rolled back. */
    TRACK_BUSY,
    /** In its back-off after a failed attempt. */
    NOT_DUE,
    /** Its upload type is not {@code track}. */
    NOT_A_TRACK
  }

  /**
   * A lease that expired without an outcome, and its recovery.
   *
   * @param owner the former holder
   */
  record Recovered(String uploadId, String owner, Outcome outcome) {
    public enum Outcome {
      WAITING_AGAIN,
      /** Its worker was lost too often. Its raw file has not been moved. */
      FAILED,
      /** The row was deleted or no longer said {@code processing}: only the lease was ended. */
      LEASE_ENDED
    }
  }
}
