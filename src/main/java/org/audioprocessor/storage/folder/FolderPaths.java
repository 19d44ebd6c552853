package org.audioprocessor.storage.folder;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StorageException.Kind;
import org.audioprocessor.storage.keys.KeyRules;

/**
 * Maps keys to files. A workspace may be moved between operating systems, so names that one system
 * forbids are rejected on all systems. Characters that only Windows forbids are rejected only
 * there.
 */
final class FolderPaths {

  /** The folder for temporary files, locks and attributes; no key starts with it. */
  static final String HIDDEN = ".store";

  /** NAME_MAX of ext4, APFS and NTFS; NTFS counts characters, which are never more than bytes. */
  private static final int MAX_PART_BYTES = 255;

  /** Windows opens devices under these names, whatever the extension ("Naming Files", Win32). */
  private static final Pattern DEVICE =
      Pattern.compile("(?i)(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\\..*)?");

  /** {@code name:stream} would be a second, hidden content of a file on NTFS. */
  private static final Pattern WINDOWS_FORBIDS = Pattern.compile("[<>:\"|?*]");

  private static final boolean ON_WINDOWS = File.separatorChar == '\\';

  private final Path root;

  /**
   * @param root without symbolic links
   */
  FolderPaths(Path root) {
    this.root = root;
  }

  /**
   * The file of a key; nothing is read.
   *
   * @throws StorageException INVALID_KEY
   */
  Path of(String key) throws StorageException {
    Optional<String> objection = objectionTo(key);
    if (objection.isPresent()) {
      throw KeyRules.invalid(key, objection.get());
    }
    try {
      return root.resolve(key);
    } catch (InvalidPathException e) {
      throw new StorageException(
          Kind.INVALID_KEY,
          "This system cannot hold a file named “"
              + key
              + "”. If the name is not plain English, start the program in a UTF-8 locale, such as"
              + " LC_ALL=C.UTF-8.",
          e);
    }
  }

  /**
   * The file of a key, after a check that no part of its path is a symbolic link.
   *
   * @throws StorageException INVALID_KEY, DENIED
   */
  Path unlinked(String key) throws StorageException {
    Path file = of(key);
    Path step = root;
    for (Path part : root.relativize(file)) {
      step = step.resolve(part);
      if (Files.isSymbolicLink(step)) {
        throw new StorageException(
            Kind.DENIED,
            "“" + root.relativize(step) + "” is a symbolic link; links are not followed.");
      }
    }
    return file;
  }

  /** Returns whether the store accepts a key. */
  boolean isKey(String key) {
    return objectionTo(key).isEmpty();
  }

  private static Optional<String> objectionTo(String key) {
    if (key.toLowerCase(Locale.ROOT).startsWith(HIDDEN + "/") || key.equalsIgnoreCase(HIDDEN)) {
      return Optional.of("the folder " + HIDDEN + " is reserved for the store");
    }
    Optional<String> objection = KeyRules.objectionToKey(key);
    for (String part : List.of(key.split("/", -1))) {
      objection = objection.or(() -> objectionToPart(part));
    }
    return objection;
  }

  private static Optional<String> objectionToPart(String part) {
    if (part.indexOf('\\') >= 0) {
      return Optional.of("it contains a backslash");
    }
    if (part.endsWith(".") || part.endsWith(" ")) {
      return Optional.of("a name of a file or folder cannot end with a dot or a space");
    }
    if (DEVICE.matcher(part).matches()) {
      return Optional.of("Windows reserves the name “" + part + "” for a device");
    }
    if (ON_WINDOWS && WINDOWS_FORBIDS.matcher(part).find()) {
      return Optional.of("Windows allows none of < > : \" | ? * in a name");
    }
    int bytes = part.getBytes(StandardCharsets.UTF_8).length;
    return bytes > MAX_PART_BYTES
        ? Optional.of(
            "one part of it is " + bytes + " bytes long; " + MAX_PART_BYTES + " are the limit")
        : Optional.empty();
  }
}
