package org.audioprocessor.preview;

import org.jspecify.annotations.Nullable;

/** Something cannot be played. The message is a sentence: what is wrong, what to do. */
public final class PlaybackException extends Exception {
  private static final long serialVersionUID = 1L;

  public PlaybackException(String sentence) {
    this(sentence, null);
  }

  public PlaybackException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
