package org.audioprocessor;

/** The program's parts cannot be put together; the message is a sentence that says what to do. */
public final class PartsException extends Exception {
  PartsException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  PartsException(String sentence) {
    super(sentence);
  }

  static PartsException of(Exception cause) {
    return new PartsException(String.valueOf(cause.getMessage()), cause);
  }
}
