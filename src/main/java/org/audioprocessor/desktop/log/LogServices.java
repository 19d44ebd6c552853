package org.audioprocessor.desktop.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.audioprocessor.desktop.dialog.People;
import org.audioprocessor.desktop.work.SessionLog;
import org.audioprocessor.desktop.work.UiExecutors;

/**
 * The services of the log's screen.
 *
 * @param logs the folder of the log files
 * @param folders shows a folder in the system's file manager
 */
public record LogServices(
    SessionLog log,
    Bundle bundle,
    Path logs,
    Consumer<Path> folders,
    People people,
    UiExecutors executors) {

  /** Writes the diagnostic bundle; waits for disk, database and bucket. */
  @FunctionalInterface
  public interface Bundle {
    /**
     * Writes the bundle.
     *
     * @param sessionLines the events of the session, newest first
     */
    void write(Path zip, List<String> sessionLines) throws IOException;
  }
}
