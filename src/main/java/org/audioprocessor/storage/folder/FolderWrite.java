package org.audioprocessor.storage.folder;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.audioprocessor.io.Digests;
import org.audioprocessor.io.LocalFiles;
import org.audioprocessor.io.MediaTypes;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.PutOptions.Condition;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StorageException.Kind;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.folder.FolderListing.FolderCatalogue;
import org.audioprocessor.storage.folder.ObjectAttributes.AttributePlace;
import org.audioprocessor.storage.keys.KeyRules;
import org.jspecify.annotations.Nullable;

/** Writes one object: first into a temporary file, which is then moved under the key's lock. */
final class FolderWrite {

  /** On Windows a file that is being read cannot always be replaced. */
  private static final int WINDOWS_TRIES = File.separatorChar == '\\' ? 50 : 1;

  /** Deleting the last object of a folder removes the folder, possibly just before the move. */
  private static final int FOLDER_TRIES = 100;

  /** Steps by which the file time is increased until it differs; the last is FAT's resolution. */
  private static final long[] LATER_MILLIS = {0, 1, 2_000};

  private final AttributePlace attributes;
  private final FolderCatalogue catalogue;
  private final Path temporary;

  FolderWrite(AttributePlace attributes, FolderCatalogue catalogue, Path temporary) {
    this.attributes = attributes;
    this.catalogue = catalogue;
    this.temporary = temporary;
  }

  /** Fills the temporary file and forces it to the disk. */
  Digests.Copy fill(Body body, PutOptions options) throws IOException {
    long promised = body.length();
    Digests.Copy written;
    try (InputStream in = body.open();
        OutputStream out = Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW)) {
      written = Digests.copy(in, out);
    }
    if (written.size() != promised) {
      throw new StorageException(
          Kind.CHECKSUM,
          "The source changed: " + written.size() + " bytes instead of " + promised + ".");
    }
    if (options.sha256() != null && !options.sha256().equals(written.sha256())) {
      throw new StorageException(
          Kind.CHECKSUM, "The bytes to store do not have the expected SHA-256.");
    }
    LocalFiles.force(temporary);
    return written;
  }

  /** Moves the filled file into place if the condition holds. The caller holds the key's lock. */
  StoredObject commit(String key, Path target, Digests.Copy written, PutOptions options)
      throws IOException {
    require(options.condition(), key, catalogue.describe(key, target));
    BasicFileAttributes replaced = FolderCatalogue.state(target);
    if (replaced != null && replaced.isDirectory()) {
      removeEmptyFolder(key, target);
    }
    BasicFileAttributes ours = stamp(replaced);
    String type = options.contentType();
    attributes.write(
        key,
        temporary,
        new ObjectAttributes(
            written.size(),
            ObjectAttributes.nanos(ours),
            written.sha256(),
            type == null ? MediaTypes.of(key) : type,
            options.cacheControl()));
    moveTo(key, target);
    attributes.keepOnly(key, ours);
    return catalogue
        .describe(key, target)
        .orElseThrow(() -> new IOException("“" + key + "” was deleted while it was written"));
  }

  private static void require(Condition condition, String key, Optional<StoredObject> current)
      throws StorageException {
    boolean holds =
        switch (condition) {
          case Condition.None() -> true;
          case Condition.IfAbsent() -> current.isEmpty();
          case Condition.IfMatch(String etag) ->
              current.isPresent() && current.get().etag().equals(etag);
        };
    if (!holds) {
      throw new StorageException(
          Kind.PRECONDITION_FAILED, "“" + key + "” was changed by another writer.");
    }
  }

  private static void removeEmptyFolder(String key, Path folder) throws IOException {
    try {
      Files.delete(folder);
    } catch (DirectoryNotEmptyException inUse) {
      throw KeyRules.invalid(key, "there is a folder of that name with other objects in it");
    }
  }

  /** Sets a file time that differs from the one of the replaced file. */
  private BasicFileAttributes stamp(@Nullable BasicFileAttributes replaced) throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    BasicFileAttributes state = null;
    for (long millis : LATER_MILLIS) {
      Files.setLastModifiedTime(temporary, FileTime.from(now.plusMillis(millis)));
      state = Files.readAttributes(temporary, BasicFileAttributes.class);
      if (replaced == null || !replaced.lastModifiedTime().equals(state.lastModifiedTime())) {
        return state;
      }
    }
    throw new IOException("this file system does not store file times: " + state);
  }

  private void moveTo(String key, Path target) throws IOException {
    Path folder = target.getParent();
    if (folder == null) {
      throw new IOException("“" + key + "” has no folder");
    }
    for (int attempt = 1; ; attempt++) {
      try {
        Files.createDirectories(folder);
        moveInto(target);
        LocalFiles.forceNames(folder);
        return;
      } catch (FileSystemException e) {
        requireNoObjectAbove(key, folder);
        boolean folderGone =
            e instanceof NoSuchFileException || e instanceof FileAlreadyExistsException;
        if (!folderGone || attempt == FOLDER_TRIES || Files.notExists(temporary)) {
          throw e;
        }
      }
    }
  }

  private static void requireNoObjectAbove(String key, Path folder) throws StorageException {
    for (Path above = folder; above != null; above = above.getParent()) {
      if (Files.isRegularFile(above, LinkOption.NOFOLLOW_LINKS)) {
        throw KeyRules.invalid(key, "“" + above.getFileName() + "” in it is an object already");
      }
    }
  }

  private void moveInto(Path target) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        Files.move(
            temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return;
      } catch (AccessDeniedException beingRead) {
        if (attempt >= WINDOWS_TRIES) {
          throw beingRead;
        }
        pause(beingRead);
      }
    }
  }

  private static void pause(AccessDeniedException reason) throws AccessDeniedException {
    try {
      Thread.sleep(20);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw reason;
    }
  }
}
