package org.audioprocessor.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The user's folder for the program's files: settings, logs, temporary files, the embedded database
 * and bucket.
 */
public record Workspace(Path folder) {

  private static final String NAME = "audio-processor";
  private static final String SHOWN_NAME = "Audio Processor";

  /**
   * Returns the default folder: {@code $XDG_DATA_HOME/audio-processor} (XDG Base Directory
   * Specification; a relative path is ignored, as specified), {@code ~/Library/Application
   * Support/Audio Processor} or {@code %LOCALAPPDATA%\Audio Processor}.
   *
   * @param osName as in the system property {@code os.name}
   * @param userHome as in {@code user.home}: “?” for a user that the system does not list
   * @throws SettingsException if the user has no home folder
   */
  public static Path defaultFolder(Map<String, String> environment, String osName, String userHome)
      throws SettingsException {
    String system = osName.toLowerCase(Locale.ROOT);
    Path data = Path.of(environment.getOrDefault("XDG_DATA_HOME", ""));
    boolean isUnix = !system.startsWith("windows") && !system.startsWith("mac");
    if (isUnix && data.isAbsolute()) {
      return data.resolve(NAME);
    }
    Path home = home(environment, userHome);
    if (system.startsWith("windows")) {
      String local = environment.getOrDefault("LOCALAPPDATA", "");
      Path base = local.isBlank() ? home.resolve("AppData").resolve("Local") : Path.of(local);
      return base.resolve(SHOWN_NAME);
    }
    if (system.startsWith("mac")) {
      return home.resolve("Library").resolve("Application Support").resolve(SHOWN_NAME);
    }
    return home.resolve(".local").resolve("share").resolve(NAME);
  }

  private static Path home(Map<String, String> environment, String userHome)
      throws SettingsException {
    for (String folder : new String[] {userHome, environment.getOrDefault("HOME", "")}) {
      if (isAbsolute(folder)) {
        return Path.of(folder);
      }
    }
    throw new SettingsException(
        "This user has no home folder for the program's workspace. Specify a folder with"
            + " --workspace DIR.");
  }

  private static boolean isAbsolute(String folder) {
    try {
      return Path.of(folder).isAbsolute();
    } catch (InvalidPathException notAFolder) {
      return false;
    }
  }

  /**
   * Creates missing folders and restricts the workspace to its owner, also if it existed before.
   * The permissions of a folder of another user, such as a mounted volume, are not changed.
   */
  public static Workspace open(Path folder) throws IOException {
    Workspace workspace = new Workspace(folder.toAbsolutePath().normalize());
    Files.createDirectories(workspace.folder);
    if (workspace.folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      makePrivate(workspace.folder);
    }
    Files.createDirectories(workspace.bucket());
    Files.createDirectories(workspace.queue());
    Files.createDirectories(workspace.temporary());
    Files.createDirectories(workspace.logs());
    return workspace;
  }

  private static void makePrivate(Path folder) throws IOException {
    Set<PosixFilePermission> mine = PosixFilePermissions.fromString("rwx------");
    if (mine.containsAll(Files.getPosixFilePermissions(folder))) {
      return;
    }
    Path probe = Files.createTempFile(folder, "owner", ".tmp");
    try {
      if (Files.getOwner(folder).equals(Files.getOwner(probe))) {
        Files.setPosixFilePermissions(folder, mine);
      }
    } finally {
      Files.delete(probe);
    }
  }

  /** Returns the folder of objects for the embedded connection. */
  public Path bucket() {
    return folder.resolve("bucket");
  }

  /** Returns the folder of the embedded database. */
  public Path queue() {
    return folder.resolve("queue");
  }

  /** Returns the folder with one temporary folder per running process. */
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
