package org.audioprocessor.queue;

/** What became of the wish to work on one particular upload. */
public sealed interface ClaimAnswer {

  record Claimed(Claim claim) implements ClaimAnswer {}

  /**
   * Nothing was changed.
   *
   * @param status of the row; {@link UploadStatus#OTHER} where there is none
   * @param sentence for people
   */
  record Refused(Reason reason, UploadStatus status, String sentence) implements ClaimAnswer {}

  enum Reason {
    /** A worker of ours or another system has it. */
    HELD_ELSEWHERE,
    /** Completed, failed, or a status that is not ours. */
    NOT_WAITING,
    UNKNOWN,
    /** Another upload of the same track is being worked on, or the track is being rolled back. */
    TRACK_BUSY,
    /** Rests after a failed try. */
    NOT_DUE,
    /** Its upload type is not ours. */
    NOT_A_TRACK
  }
}
