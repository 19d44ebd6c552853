package org.audioprocessor.app;

import java.io.IOException;
import java.nio.file.Path;
import org.audioprocessor.queue.QueueException;

/** Thrown when the application cannot start; the message is a sentence that says what to do. */
public final class StartupException extends Exception {
  public StartupException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  public StartupException(String sentence) {
    super(sentence);
  }

  /** Returns the exception for a workspace folder that cannot be read or written. */
  public static StartupException unusable(Path workspace, IOException cause) {
    return new StartupException(
        "The workspace folder “"
            + workspace
            + "” cannot be used. Check that you may write to it and that it has free space, or"
            + " choose another one.",
        cause);
  }

  public static StartupException of(Exception cause) {
    return new StartupException(String.valueOf(cause.getMessage()), cause);
  }

  /** Returns whether retrying helps: the database is unreachable, and all settings are valid. */
  public boolean isWorthWaiting() {
    return getCause() instanceof QueueException queue
        && queue.kind() == QueueException.Kind.UNAVAILABLE;
  }
}
