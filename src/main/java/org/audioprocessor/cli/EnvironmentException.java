package org.audioprocessor.cli;

import org.jspecify.annotations.Nullable;

/** The surroundings are not ready; the message says what to do. Nothing is wrong with any file. */
final class EnvironmentException extends Exception {
  EnvironmentException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
