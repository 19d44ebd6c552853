package org.audioprocessor;

/**
 * The outcome of a request to process one upload.
 *
 * @param sentence explains the outcome to a person
 */
public record ProcessAnswer(Kind kind, String sentence) {
  /** The kinds of outcomes. */
  public enum Kind {
    PUBLISHED,
    /** The upload cannot be processed; its row contains the reason. */
    FAILED,
    /** Another worker or system processes the upload, or another upload of its track. */
    HELD_ELSEWHERE,
    /** No upload has this name. */
    UNKNOWN,
    ALREADY_COMPLETED,
    /** The upload failed earlier and was not requeued, or its status is unknown. */
    NOT_WAITING,
    /** The claim was released, or the row changed in the meantime. */
    UNFINISHED
  }

  public boolean isPublished() {
    return kind == Kind.PUBLISHED;
  }
}
