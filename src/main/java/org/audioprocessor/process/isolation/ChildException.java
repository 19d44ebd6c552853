package org.audioprocessor.process.isolation;

import org.jspecify.annotations.Nullable;

/** A child came to its end. */
public final class ChildException extends Exception {
  private static final long serialVersionUID = 1L;
  private final ChildExit ending;

  /** The detail is for the log. */
  ChildException(ChildExit ending, String detail, @Nullable Throwable cause) {
    super(detail, cause);
    this.ending = ending;
  }

  ChildExit ending() {
    return ending;
  }
}
