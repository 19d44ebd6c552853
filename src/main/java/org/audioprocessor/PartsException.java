package org.audioprocessor;

import org.audioprocessor.queue.QueueException;

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

  /** Whether the cause goes away by itself: the database is away, and nothing is set wrongly. */
  public boolean isWorthWaiting() {
    return getCause() instanceof QueueException queue
        && queue.kind() == QueueException.Kind.UNAVAILABLE;
  }
}
