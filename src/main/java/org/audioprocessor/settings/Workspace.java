package org.audioprocessor.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;

/** A folder of the user's in which the program keeps everything that has no other place. */
public record Workspace(Path folder) {

  private static final String NAME = "audio-processor";
  private static final String SHOWN_NAME = "Audio Processor";

  /**
   * Where it is unless told otherwise: {@code $XDG_DATA_HOME/audio-processor} (XDG Base Directory
   * Specification; a relative path there is ignored, as it demands), {@code ~/Library/Application
   * Support/Audio Processor} or {@code %LOCALAPPDATA%\Audio Processor}.
   *
   * @param osName as in the system property {@code os.name}
   */
  public static Path defaultFolder(Map<String, String> environment, String osName, Path home) {
    String system = osName.toLowerCase(Locale.ROOT);
    if (system.startsWith("windows")) {
      String local = environment.getOrDefault("LOCALAPPDATA", "");
      Path base = local.isBlank() ? home.resolve("AppData").resolve("Local") : Path.of(local);
      return base.resolve(SHOWN_NAME);
    }
    if (system.startsWith("mac")) {
      return home.resolve("Library").resolve("Application Support").resolve(SHOWN_NAME);
    }
    Path data = Path.of(environment.getOrDefault("XDG_DATA_HOME", ""));
    return (data.isAbsolute() ? data : home.resolve(".local").resolve("share")).resolve(NAME);
  }

  /** Makes the folders that are missing; a new workspace is readable by its owner only. */
  public static Workspace open(Path folder) throws IOException {
    Workspace workspace = new Workspace(folder.toAbsolutePath().normalize());
    boolean isNew = Files.notExists(workspace.folder);
    Files.createDirectories(workspace.folder);
    if (isNew && workspace.folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(workspace.folder, PosixFilePermissions.fromString("rwx------"));
    }
    Files.createDirectories(workspace.bucket());
    Files.createDirectories(workspace.queue());
    Files.createDirectories(workspace.temporary());
    Files.createDirectories(workspace.logs());
    return workspace;
  }

  /** The objects, where no other bucket is set. */
  public Path bucket() {
    return folder.resolve("bucket");
  }

  /** The embedded database. */
  public Path queue() {
    return folder.resolve("queue");
  }

  /** One folder for each running process. */
  public Path temporary() {
    return folder.resolve("tmp");
  }

  public Path logs() {
    return folder.resolve("logs");
  }

  public Path settingsFile() {
    return folder.resolve("settings.json");
  }
}
