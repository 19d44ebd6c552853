package org.audioprocessor.app;

import java.io.IOException;
import java.nio.file.Path;
import org.audioprocessor.queue.QueueException;

/** The program's parts cannot be put together; the message is a sentence that says what to do. */
public final class StartupException extends Exception {
  public StartupException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  public StartupException(String sentence) {
    super(sentence);
  }

  /** A folder that cannot be read or written. */
  public static StartupException unusable(Path workspace, IOException cause) {
    return new StartupException(
        "The workspace folder “"
            + workspace
            + "” cannot be used. Check that you may write there and that it has free space, or"
            + " choose another one.",
        cause);
  }

  public static StartupException of(Exception cause) {
    return new StartupException(String.valueOf(cause.getMessage()), cause);
  }

  /** Whether the cause goes away by itself: the database is away, and nothing is set wrongly. */
  public boolean isWorthWaiting() {
    return getCause() instanceof QueueException queue
        && queue.kind() == QueueException.Kind.UNAVAILABLE;
  }
}
