package org.audioprocessor.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.app.Decoding;
import org.audioprocessor.app.Housekeeping.InterruptedUploads;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.cli.ExitCode.EnvironmentException;
import org.audioprocessor.cli.output.Output;
import org.audioprocessor.cli.run.Termination;
import org.audioprocessor.io.TemporaryFolders;
import org.audioprocessor.media.ffmpeg.NativeLibraries;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.connect.EmbeddedDatabase;
import org.audioprocessor.settings.SettingKey;
import org.audioprocessor.settings.Workspace;
import org.audioprocessor.text.PlainText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options of all commands. */
public final class GlobalOptions {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--workspace",
      paramLabel = "DIR",
      description = "folder for settings, logs and data (default: the user's data folder)")
  private @Nullable Path workspace;

  @Option(
      names = "--connection",
      paramLabel = "NAME",
      description =
          "name of a saved connection, or embedded for the workspace's own database and bucket")
  private @Nullable String connection;

  @Option(names = "--json", description = "print only JSON lines on standard output")
  private boolean json;

  public Path workspaceFolder() throws StartupException {
    return offered(workspace == null ? ApplicationOptions.defaultWorkspace() : workspace);
  }

  /** The folder {@code demo} in the default workspace, or the workspace that the option names. */
  public Path demoFolder() throws StartupException {
    return offered(
        workspace == null ? ApplicationOptions.defaultWorkspace().resolve("demo") : workspace);
  }

  private static Path offered(Path folder) {
    NativeLibraries.offer(folder);
    return folder;
  }

  /** The options of the command line and the environment. */
  public ApplicationOptions applicationOptions() throws StartupException {
    ApplicationOptions options = ApplicationOptions.in(workspaceFolder());
    return connection == null ? options : options.with(SettingKey.CONNECTION, connection);
  }

  /** Opens the application; the caller closes it. */
  public Application openApplication() throws StartupException {
    return openApplication(applicationOptions());
  }

  /** Opens the application with other options; the caller closes it. */
  public Application openApplication(ApplicationOptions with) throws StartupException {
    Application application = Application.open(with, new PatientOpening(output(), termination()));
    try {
      PatientOpening.noteInterruptedUploads(application, output());
      return application;
    } catch (StartupException | RuntimeException e) {
      application.close();
      throw e;
    }
  }

  /** The folder for temporary files. */
  public Path temporary() throws StartupException {
    return workspaceFolder().resolve("tmp");
  }

  /**
   * Opens the decoders of a command without a queue.
   *
   * @param temporary must be closed after the result
   */
  public Decoding openDecoding(TemporaryFolders temporary) throws StartupException, IOException {
    Path logs = Files.createDirectories(new Workspace(workspaceFolder()).logs());
    return Decoding.of(Application.settings(applicationOptions()).settings(), logs, temporary);
  }

  /** The work of a command on one file. */
  @FunctionalInterface
  public interface FileTask {
    ExitCode run(Path file, Decoding decoding, Output output);
  }

  /** Runs a task for each file, without a queue, and returns the exit status. */
  public int forEach(List<Path> files, FileTask task)
      throws StartupException, EnvironmentException {
    Output output = output();
    ExitCode end = ExitCode.DONE;
    try (TemporaryFolders temporary = TemporaryFolders.open(temporary());
        Decoding decoding = openDecoding(temporary)) {
      for (Path file : files) {
        end = end.and(task.run(file, decoding, output));
      }
    } catch (IOException e) {
      throw unusable(e);
    }
    return end.code();
  }

  /** Returns the exception for a folder of temporary files or logs that cannot be used. */
  public EnvironmentException unusable(IOException cause) throws StartupException {
    return new EnvironmentException(
        "The folder for temporary files, “"
            + temporary()
            + "”, cannot be used. Check that you may write to it, or choose another one with"
            + " --workspace.",
        cause);
  }

  /** The termination requests of this process. */
  public Termination termination() {
    if (command == null || !(command.root().userObject() instanceof Cli cli)) {
      throw new IllegalStateException("picocli sets the specification before it calls");
    }
    return cli.termination();
  }

  public Output output() {
    return new Output(System.out, System.err, json);
  }

  /** Prints why the workspace's database takes long to open, and gives up after 5 minutes. */
  public static final class PatientOpening implements EmbeddedDatabase.Waiting {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration SILENT = Duration.ofSeconds(3);
    private static final Duration NOTE_EVERY = Duration.ofSeconds(20);
    private static final int NAMED = 3;

    private final Output output;
    private final Termination termination;
    private final long begun = System.nanoTime();
    private long noteAt = begun + SILENT.toNanos();

    public PatientOpening(Output output, Termination termination) {
      this.output = output;
      this.termination = termination;
    }

    @Override
    public boolean mayContinue(String reason) {
      long now = System.nanoTime();
      if (now >= noteAt) {
        noteAt = now + NOTE_EVERY.toNanos();
        output.note(reason + " " + Duration.ofNanos(now - begun).toSeconds() + " s so far.");
      }
      return !termination.isAsked() && now - begun < LONGEST.toNanos();
    }

    /** Prints the uploads that a kill or a power failure interrupted. */
    public static void noteInterruptedUploads(Application application, Output output)
        throws StartupException {
      List<UploadRow> rows = InterruptedUploads.of(application);
      if (rows.isEmpty()) {
        return;
      }
      String names =
          rows.stream()
              .limit(NAMED)
              .map(row -> PlainText.replaced(row.upload().fileName()))
              .collect(Collectors.joining(", ", " (", rows.size() > NAMED ? ", …)" : ")"));
      output.note(
          (rows.size() == 1 ? "1 track was" : rows.size() + " tracks were")
              + " interrupted when the program ended unexpectedly"
              + names
              + ". They can be processed again within a minute.");
    }
  }
}
