package org.audioprocessor.diagnosis;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.audioprocessor.settings.Connection;
import org.audioprocessor.settings.Settings.Isolation;
import org.audioprocessor.settings.Workspace;
import org.audioprocessor.settings.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the program needs, tried with the real things. Each step is told as it ends and
 * cleans up after itself; a step that others need ends them.
 */
public final class Diagnosis {
  private final Workspace workspace;
  private final Steps steps;

  /**
   * @param workspace its folder
   * @param findings hears of each step as it ends, on the caller's thread
   */
  public Diagnosis(Path workspace, Consumer<Finding> findings) {
    this.workspace = new Workspace(workspace.toAbsolutePath().normalize());
    steps = new Steps(findings);
  }

  /** The folder and its free space; false if nothing else can work without it. */
  public boolean workspace() {
    return new WorkspaceSteps(workspace, steps).run();
  }

  /**
   * The database and the bucket, of a connection that need not be saved.
   *
   * @param password of the database, where it has one
   * @param processedPrefix the folder of the bucket that is written to for a moment
   */
  public void connection(Connection connection, @Nullable Secret password, String processedPrefix) {
    new DatabaseSteps(workspace, steps).run(connection, password);
    new BucketSteps(workspace, steps).run(connection, processedPrefix);
  }

  /** FFmpeg, and where it runs. */
  public void program(Isolation isolation) {
    new ProgramSteps(steps).run(isolation);
  }
}
