package org.audioprocessor.media.ffmpeg;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * The folder for unpacked native libraries, in the user's cache or else in the workspace. The
 * process loads code from it, so a folder that another user can write to is rejected.
 */
public final class NativeLibraries {
  /** The system property that sets the folder; it is not checked. */
  public static final String FOLDER_PROPERTY = "org.bytedeco.javacpp.cachedir";

  /** Set in installed images, whose libraries are beside those of the virtual machine. */
  private static final String PATHS_FIRST = "org.bytedeco.javacpp.pathsFirst";

  private static final String NAME = "natives";
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> WRITABLE_BY_OTHERS =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private static @Nullable Path workspace;

  private NativeLibraries() {}

  /** Sets the workspace as an alternative for users without a writable home. */
  public static synchronized void offer(Path workspaceFolder) {
    workspace = workspaceFolder.toAbsolutePath();
  }

  /** The version of the shipped libraries; other versions are unpacked beside them. */
  public static String version() {
    return String.valueOf(avutil.class.getPackage().getImplementationVersion());
  }

  /** Returns whether an installed image contains the libraries, so that nothing is unpacked. */
  public static boolean areInstalled() {
    return Boolean.getBoolean(PATHS_FIRST);
  }

  /**
   * Returns the folder of this process and creates it if necessary; loads nothing.
   *
   * @throws IOException with a sentence if there is no folder that only this user can write to
   */
  public static synchronized Path folder() throws IOException {
    String told = System.getProperty(FOLDER_PROPERTY);
    Path folder = told == null ? chosen() : Path.of(told);
    if (told == null) {
      System.setProperty(FOLDER_PROPERTY, folder.toString());
      // their defaults are in the shared folder for temporary files
      setIfAbsent("javafx.cachedir", folder.resolve("javafx"));
      setIfAbsent("jna.tmpdir", folder.resolve("jna"));
    }
    return folder;
  }

  private static void setIfAbsent(String property, Path folder) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, folder.toString());
    }
  }

  private static Path chosen() throws IOException {
    if (areInstalled() && workspace != null) {
      return workspace.resolve(NAME);
    }
    List<IOException> refusals = new ArrayList<>();
    for (Path candidate : candidates()) {
      try {
        return requirePrivate(candidate);
      } catch (IOException e) {
        refusals.add(e);
      }
    }
    IOException refused = refusals.getLast();
    refusals.removeLast();
    refusals.forEach(refused::addSuppressed);
    throw refused;
  }

  private static List<Path> candidates() {
    List<Path> candidates = new ArrayList<>();
    Path home = Path.of(System.getProperty("user.home", ""));
    if (home.isAbsolute() && Files.isWritable(home)) {
      candidates.add(home.resolve(".cache").resolve("audio-processor").resolve(NAME));
    }
    if (workspace != null) {
      candidates.add(workspace.resolve(NAME));
    }
    if (candidates.isEmpty()) {
      candidates.add(Path.of(NAME).toAbsolutePath());
    }
    return candidates;
  }

  /**
   * Creates a folder that only this user can use, or checks an existing one.
   *
   * @throws IOException with a sentence if it is a link, belongs to another user, or can be written
   *     by others
   */
  static Path requirePrivate(Path folder) throws IOException {
    Path parent = folder.toAbsolutePath().getParent();
    if (parent == null) {
      throw refusal(folder, "it is the root of a file system", null);
    }
    try {
      Files.createDirectories(parent);
      if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        return Files.createDirectories(folder);
      }
      try {
        return Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      } catch (FileAlreadyExistsException e) {
        requireOwn(folder);
        return folder;
      }
    } catch (RefusedFolder e) {
      throw e;
    } catch (IOException e) {
      throw refusal(folder, "it cannot be created or written to", e);
    }
  }

  private static void requireOwn(Path folder) throws IOException {
    PosixFileAttributes found =
        Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!found.isDirectory()) {
      throw refusal(folder, "it is a link or a file", null);
    }
    if (found.permissions().stream().anyMatch(WRITABLE_BY_OTHERS::contains)) {
      throw refusal(folder, "other users can write to it", null);
    }
    Path trial = Files.createTempFile(folder, "owner", ".trial");
    try {
      if (!Files.getOwner(trial).equals(found.owner())) {
        throw refusal(folder, "it belongs to " + found.owner().getName(), null);
      }
    } finally {
      Files.delete(trial);
    }
    if (!found.permissions().equals(OWNER_ONLY)) {
      Files.setPosixFilePermissions(folder, OWNER_ONLY);
    }
  }

  private static IOException refusal(Path folder, String why, @Nullable IOException cause) {
    return new RefusedFolder(
        "The folder for native libraries, “"
            + folder
            + "”, cannot be used, because "
            + why
            + ". Delete it, or choose another workspace with --workspace.",
        cause);
  }

  private static final class RefusedFolder extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedFolder(String sentence, @Nullable IOException cause) {
      super(sentence, cause);
    }
  }
}
