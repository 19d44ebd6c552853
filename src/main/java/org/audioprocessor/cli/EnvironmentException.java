package org.audioprocessor.cli;

/** The surroundings are not ready; the message says what to do. Nothing is wrong with any file. */
final class EnvironmentException extends Exception {
  EnvironmentException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
