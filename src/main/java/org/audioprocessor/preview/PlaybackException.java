package org.audioprocessor.preview;

import org.jspecify.annotations.Nullable;

/** A failure to play. The message is a sentence that says what is wrong and what to do. */
public final class PlaybackException extends Exception {
  private static final long serialVersionUID = 1L;

  public PlaybackException(String sentence) {
    this(sentence, null);
  }

  public PlaybackException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }

  public String sentence() {
    return String.valueOf(getMessage());
  }
}
