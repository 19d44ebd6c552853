package org.audioprocessor.cli;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the environment (disk, database, bucket, network) prevents a command. The message
 * says what to do.
 */
public final class EnvironmentException extends Exception {
  public EnvironmentException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
