package org.audioprocessor.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.app.Decoding;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.cli.output.Output;
import org.audioprocessor.cli.run.PatientOpening;
import org.audioprocessor.cli.run.Termination;
import org.audioprocessor.io.TemporaryFolders;
import org.audioprocessor.media.ffmpeg.NativeLibraries;
import org.audioprocessor.settings.SettingKey;
import org.audioprocessor.settings.Workspace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command takes. */
public final class GlobalOptions {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--workspace",
      paramLabel = "DIR",
      description = "where the program keeps its things (default: the user's data folder)")
  private @Nullable Path workspace;

  @Option(
      names = "--connection",
      paramLabel = "NAME",
      description = "a saved connection, or embedded for the workspace's own database and bucket")
  private @Nullable String connection;

  @Option(names = "--json", description = "print JSON lines, and nothing else, on standard output")
  private boolean json;

  public Path workspaceFolder() throws StartupException {
    return offered(workspace == null ? ApplicationOptions.defaultWorkspace() : workspace);
  }

  /** A folder of its own in the user's workspace, unless told otherwise. */
  public Path demoFolder() throws StartupException {
    return offered(
        workspace == null ? ApplicationOptions.defaultWorkspace().resolve("demo") : workspace);
  }

  private static Path offered(Path folder) {
    NativeLibraries.offer(folder);
    return folder;
  }

  /** What the command line says, beside the environment. */
  public ApplicationOptions applicationOptions() throws StartupException {
    ApplicationOptions options = ApplicationOptions.in(workspaceFolder());
    return connection == null ? options : options.with(SettingKey.CONNECTION, connection);
  }

  /** The caller closes them. */
  public Application openApplication() throws StartupException {
    return openApplication(applicationOptions());
  }

  /** The same, with other options. */
  public Application openApplication(ApplicationOptions with) throws StartupException {
    Application application = Application.open(with, new PatientOpening(output(), termination()));
    try {
      PatientOpening.sayWhatWasInterrupted(application, output());
      return application;
    } catch (StartupException | RuntimeException e) {
      application.close();
      throw e;
    }
  }

  /** Where files may stand while they are worked on. */
  public Path temporary() throws StartupException {
    return workspaceFolder().resolve("tmp");
  }

  /**
   * Where a command without a queue decodes files.
   *
   * @param temporary is closed after it
   */
  public Decoding openDecoding(TemporaryFolders temporary) throws StartupException, IOException {
    Path logs = Files.createDirectories(new Workspace(workspaceFolder()).logs());
    return Decoding.of(Application.settings(applicationOptions()).settings(), logs, temporary);
  }

  /** Says why {@link #temporary} or the logs beside it cannot be used. */
  public EnvironmentException unusable(IOException cause) throws StartupException {
    return new EnvironmentException(
        "The folder for temporary files, “"
            + temporary()
            + "”, cannot be used. Check that you may write there, or choose another with"
            + " --workspace.",
        cause);
  }

  /** Hears whether the process is asked to end. */
  public Termination termination() {
    if (command == null || !(command.root().userObject() instanceof Cli cli)) {
      throw new IllegalStateException("picocli sets the specification before it calls");
    }
    return cli.termination();
  }

  public Output output() {
    return new Output(System.out, System.err, json);
  }
}
