package org.audioprocessor.storage.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.audioprocessor.io.MediaTypes;
import org.audioprocessor.storage.StoredObject;
import org.jspecify.annotations.Nullable;

/** Describes the objects of a folder, including files that were put there or changed by hand. */
final class FolderCatalogue {

  private final AttributePlace attributes;

  FolderCatalogue(AttributePlace attributes) {
    this.attributes = attributes;
  }

  /**
   * Describes the current file: bytes and attributes of one version. Empty if it is not a regular
   * file.
   *
   * @param file a path without symbolic links
   */
  Optional<StoredObject> describe(String key, Path file) throws IOException {
    BasicFileAttributes before = null;
    while (true) {
      BasicFileAttributes state = state(file);
      if (state == null || !state.isRegularFile()) {
        return Optional.empty();
      }
      Optional<ObjectAttributes> known = read(key, file, state);
      if (known.isPresent()) {
        return Optional.of(object(key, state, known.get()));
      }
      if (before != null && sameState(before, state)) {
        return Optional.of(byHand(key, state));
      }
      // the file may have been replaced in between: read again before assuming no attributes
      before = state;
    }
  }

  private Optional<ObjectAttributes> read(String key, Path file, BasicFileAttributes state)
      throws IOException {
    try {
      return attributes.read(key, file, state).filter(known -> known.describes(state));
    } catch (NoSuchFileException deletedMeanwhile) {
      return Optional.empty();
    }
  }

  static @Nullable BasicFileAttributes state(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException absent) {
      return null;
    } catch (IOException e) {
      if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS) || !isBelowFolder(file)) {
        return null;
      }
      throw e;
    }
  }

  /** {@code a/b} where {@code a} is a file counts as absent, not as “not a directory”. */
  private static boolean isBelowFolder(Path file) {
    Path parent = file.getParent();
    return parent != null && Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean sameState(BasicFileAttributes one, BasicFileAttributes other) {
    return one.size() == other.size() && one.lastModifiedTime().equals(other.lastModifiedTime());
  }

  private static StoredObject object(
      String key, BasicFileAttributes state, ObjectAttributes known) {
    return new StoredObject(
        key,
        state.size(),
        known.sha256(),
        known.sha256(),
        known.contentType(),
        known.cacheControl(),
        state.lastModifiedTime().toInstant());
  }

  private static StoredObject byHand(String key, BasicFileAttributes state) {
    return new StoredObject(
        key,
        state.size(),
        state.size() + "-" + ObjectAttributes.nanos(state),
        null,
        MediaTypes.of(key),
        null,
        state.lastModifiedTime().toInstant());
  }
}
