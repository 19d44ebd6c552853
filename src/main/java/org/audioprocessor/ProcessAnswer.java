package org.audioprocessor;

/**
 * What became of the wish to process one upload.
 *
 * @param sentence for people
 */
public record ProcessAnswer(Kind kind, String sentence) {
  /** The outcomes that a caller may want to tell apart. */
  public enum Kind {
    PUBLISHED,
    /** It cannot be processed; the row says why. */
    FAILED,
    /** Another worker or system works on it, or on another upload of its track. */
    HELD_ELSEWHERE,
    /** No upload has this name. */
    UNKNOWN,
    ALREADY_COMPLETED,
    /** It failed before and waits for a retry, or its status is not ours. */
    NOT_WAITING,
    /** It was given back, or its row was changed meanwhile. */
    UNFINISHED
  }

  public boolean isPublished() {
    return kind == Kind.PUBLISHED;
  }
}
