package org.audioprocessor.media.tags;

import java.io.IOException;

/** A file holds more tags than any honest one. */
public final class TooManyTagsException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int most;

  TooManyTagsException(int most) {
    super("more than " + most + " tags");
    this.most = most;
  }

  /** How many are accepted. */
  public int most() {
    return most;
  }
}
