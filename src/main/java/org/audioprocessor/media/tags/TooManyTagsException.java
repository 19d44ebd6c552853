package org.audioprocessor.media.tags;

import java.io.IOException;

/** Thrown for a file with more tags than are accepted. */
public final class TooManyTagsException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int most;

  TooManyTagsException(int most) {
    super("more than " + most + " tags");
    this.most = most;
  }

  /** Returns the number of accepted tags. */
  public int most() {
    return most;
  }
}
