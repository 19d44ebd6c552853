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
   * @param userHome as in {@code user.home}: “?” for a user that the system does not list
   * @throws SettingsException if there is no such folder
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
        "This user has no home folder, so there is no place for the program's workspace. Name one"
            + " with --workspace DIR.");
  }

  private static boolean isAbsolute(String folder) {
    try {
      return Path.of(folder).isAbsolute();
    } catch (InvalidPathException notAFolder) {
      return false;
    }
  }

  /**
   * Makes the folders that are missing. A workspace is its owner's only, also one that existed
   * before; one that another user owns, such as a mounted volume, is left as it is.
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
