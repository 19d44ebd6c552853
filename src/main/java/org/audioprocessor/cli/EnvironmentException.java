package org.audioprocessor.cli;

import org.jspecify.annotations.Nullable;

/** The surroundings are not ready; the message says what to do. Nothing is wrong with any file. */
public final class EnvironmentException extends Exception {
  public EnvironmentException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
