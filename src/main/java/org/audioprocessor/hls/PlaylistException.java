package org.audioprocessor.hls;

import org.jspecify.annotations.Nullable;

/** Thrown when a playlist cannot be parsed; the message is a sentence for people. */
public final class PlaylistException extends Exception {
  public PlaylistException(String sentence) {
    super(sentence);
  }

  public PlaylistException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
