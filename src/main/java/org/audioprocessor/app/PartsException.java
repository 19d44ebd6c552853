package org.audioprocessor.app;

import java.io.IOException;
import java.nio.file.Path;
import org.audioprocessor.queue.QueueException;

/** The program's parts cannot be put together; the message is a sentence that says what to do. */
public final class PartsException extends Exception {
  public PartsException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  public PartsException(String sentence) {
    super(sentence);
  }

  /** A folder that cannot be read or written. */
  public static PartsException unusable(Path workspace, IOException cause) {
    return new PartsException(
        "The workspace folder “"
            + workspace
            + "” cannot be used. Check that you may write there and that it has free space, or"
            + " choose another one.",
        cause);
  }

  public static PartsException of(Exception cause) {
    return new PartsException(String.valueOf(cause.getMessage()), cause);
  }

  /** Whether the cause goes away by itself: the database is away, and nothing is set wrongly. */
  public boolean isWorthWaiting() {
    return getCause() instanceof QueueException queue
        && queue.kind() == QueueException.Kind.UNAVAILABLE;
  }
}
