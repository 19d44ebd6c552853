package org.audioprocessor.diagnosis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.audioprocessor.app.BuildInfo;
import org.audioprocessor.app.Decoding;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.io.LocalFiles;
import org.audioprocessor.io.TemporaryFolders;
import org.audioprocessor.media.ffmpeg.Ffmpeg;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.isolation.confine.Confinement;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.settings.Connection;
import org.audioprocessor.settings.SettingKey;
import org.audioprocessor.settings.Settings;
import org.audioprocessor.settings.Settings.Isolation;
import org.audioprocessor.settings.Workspace;
import org.audioprocessor.settings.secret.Secret;
import org.audioprocessor.storage.StorageException;
import org.jspecify.annotations.Nullable;

/**
 * Tests the program's requirements with the configured database, bucket and folders. Each step
 * reports its finding and cleans up; a failed step skips the steps that depend on it.
 */
public final class Diagnosis {
  private static final long SCARCE_BYTES = 2L << 30;
  private static final long TOO_LITTLE_BYTES = 64L << 20;

  private final Workspace workspace;
  private final Steps steps;

  /**
   * @param workspace folder of the workspace
   * @param findings receives the finding of each step, on the caller's thread
   */
  public Diagnosis(Path workspace, Consumer<Finding> findings) {
    this.workspace = new Workspace(workspace.toAbsolutePath().normalize());
    steps = new Steps(findings);
  }

  /** Tests the workspace folder and its free space; returns false if it cannot be used. */
  public boolean workspace() {
    boolean works =
        steps.step(
                "workspace",
                "Check your write permission, or choose a workspace with --workspace.",
                this::folder)
            && steps.step(
                "temporary files", "Check the folder's permissions.", this::temporaryFiles);
    if (works) {
      steps.step("free space", "Free some space on this disk.", this::freeSpace);
    }
    return works;
  }

  /**
   * Tests the database and the bucket of a connection, which need not be saved.
   *
   * @param password the database's password; null if there is none
   * @param processedPrefix folder of the bucket for the probe
   */
  public void connection(Connection connection, @Nullable Secret password, String processedPrefix) {
    new DatabaseSteps(workspace, steps).run(connection, password);
    new BucketSteps(workspace, steps).run(connection, processedPrefix);
  }

  /**
   * Tests FFmpeg, the encoder and the isolation of decoders.
   *
   * @param settings null if they cannot be used
   */
  public void program(@Nullable Settings settings) {
    Isolation isolation =
        settings == null ? SettingKey.ISOLATION.defaultValue() : settings.operation().isolation();
    steps.report(ffmpeg());
    if (settings != null) {
      steps.step("encoders", "Check the workspace's permissions.", () -> encoders(settings));
    }
    steps.report(
        isolation == Isolation.IN_PROCESS
            ? Finding.note(
                "isolation",
                "Files are decoded in the program's own process.",
                "A file that crashes the decoder ends the program. Set isolation to child.")
            : children());
  }

  private Finding folder() throws IOException {
    Workspace opened = Workspace.open(workspace.folder());
    Path probe = Files.createTempFile(opened.folder(), "doctor", ".probe");
    Files.writeString(probe, "probe");
    Files.delete(probe);
    return Finding.works("workspace", opened.folder().toString());
  }

  private Finding temporaryFiles() throws IOException {
    try (TemporaryFolders folders = TemporaryFolders.open(workspace.temporary())) {
      Files.delete(folders.newFolder());
    }
    return Finding.works("temporary files", workspace.temporary().toString());
  }

  private Finding freeSpace() throws IOException {
    long usable = LocalFiles.usableBytes(workspace.folder());
    String shown = String.format(Locale.ROOT, "%.1f GB", usable / 1e9);
    String advice = "A track needs four times the size of its raw file. Free some space.";
    if (usable < TOO_LITTLE_BYTES) {
      return Finding.broken("free space", shown, advice);
    }
    return usable < SCARCE_BYTES
        ? Finding.note("free space", shown, advice)
        : Finding.works("free space", shown);
  }

  private Finding encoders(Settings settings) throws IOException {
    Settings.Encoder chosen = settings.output().encoder();
    try (TemporaryFolders folders = TemporaryFolders.open(workspace.temporary());
        Decoding decoding = Decoding.of(settings, workspace.logs(), folders)) {
      List<String> found = new ArrayList<>(decoding.encoders().values());
      decoding.requireEncoder(chosen);
      found.add("FFmpeg " + BuildInfo.ffmpegVersion());
      return Finding.works("encoders", String.join(", ", found) + "; chosen: " + word(chosen));
    } catch (ProcessingException | StartupException e) {
      return Finding.broken("encoders", String.valueOf(e.getMessage()), "");
    }
  }

  private static String word(Settings.Encoder chosen) {
    return SettingKey.ENCODER.text(chosen);
  }

  private static Finding children() {
    List<String> missing = Confinement.missing();
    return missing.isEmpty()
        ? Finding.works(
            "isolation",
            "Files are decoded in processes without access to the network, to other files and to"
                + " other programs.")
        : Finding.note(
            "isolation",
            "Files are decoded in separate processes. " + String.join(" ", missing),
            "Run the worker as a separate user, on a kernel and in a container that support"
                + " confinement.");
  }

  private static Finding ffmpeg() {
    try {
      Ffmpeg.load();
      String version = Ffmpeg.version();
      return version.contains(BuildInfo.ffmpegVersion())
          ? Finding.works("FFmpeg", version + ", " + Ffmpeg.licence())
          : Finding.note(
              "FFmpeg",
              version + " instead of " + BuildInfo.ffmpegVersion(),
              "Reinstall the program: its libraries have a different version.");
    } catch (LinkageError e) {
      return Finding.broken(
          "FFmpeg",
          "The libraries cannot be loaded on this machine: " + e.getMessage(),
          "Install the program for this system and processor, and check that its library folder is"
              + " writable.");
    }
  }

  /** Runs steps and reports their findings. */
  static final class Steps {
    /** A step; its exceptions become findings. */
    interface Step {
      Finding run() throws IOException, QueueException;
    }

    private final Consumer<Finding> findings;

    Steps(Consumer<Finding> findings) {
      this.findings = findings;
    }

    void report(Finding finding) {
      findings.accept(finding);
    }

    /**
     * Runs a step.
     *
     * @param advice remedy if the step fails
     * @return false if the step failed
     */
    boolean step(String check, String advice, Step step) {
      Finding found;
      try {
        found = step.run();
      } catch (IOException | QueueException e) {
        found = Finding.broken(check, sentence(e), advice);
      }
      findings.accept(found);
      return !found.isBroken();
    }

    static String sentence(Exception e) {
      return e instanceof StorageException || e instanceof QueueException
          ? String.valueOf(e.getMessage())
          : "The file system reports: " + e.getMessage();
    }
  }

  /**
   * The result of a step.
   *
   * @param check name of the step
   * @param detail state or fault, as a sentence or a value
   * @param advice remedy; empty if none is needed
   */
  public record Finding(String check, State state, String detail, String advice) {
    public enum State {
      WORKS,
      /** The program works, with a limitation. */
      NOTE,
      BROKEN
    }

    public boolean isBroken() {
      return state == State.BROKEN;
    }

    public static Finding works(String check, String detail) {
      return new Finding(check, State.WORKS, detail, "");
    }

    public static Finding note(String check, String detail, String advice) {
      return new Finding(check, State.NOTE, detail, advice);
    }

    public static Finding broken(String check, String detail, String advice) {
      return new Finding(check, State.BROKEN, detail, advice);
    }
  }
}
