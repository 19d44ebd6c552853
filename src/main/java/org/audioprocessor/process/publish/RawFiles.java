package org.audioprocessor.process.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.audioprocessor.io.LocalFiles;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.PublicationGuard;
import org.audioprocessor.process.Source;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.keys.ObjectKeys;

/**
 * The raw files in the store: under the raw prefix, or under the failed prefix after a failure. The
 * name identifies a file: a later upload with the same name replaces it.
 */
public final class RawFiles {
  /** Space for the file, for temporary files, and a reserve. */
  private static final int ROOM_IN_FILE_SIZES = 3;

  private final ObjectStore store;
  private final ObjectKeys keys;

  public RawFiles(ObjectStore store, ObjectKeys keys) {
    this.store = store;
    this.keys = keys;
  }

  /**
   * Downloads the file, from the raw prefix or else from the failed prefix.
   *
   * @param folder receives the file, under a name of this program
   * @throws ProcessingException RAW_MISSING, OVER_LIMIT, DISK_FULL, or of the store
   */
  public Source fetch(String fileName, Path folder, MediaLimits limits) throws ProcessingException {
    try {
      StoredObject object = find(fileName).orElseThrow(() -> missing(fileName));
      requireSize(object, limits);
      requireRoom(object, folder);
      Path file = folder.resolve(".raw");
      StoredObject fetched = store.download(object, file);
      String sha256 = fetched.sha256();
      return sha256 == null ? Fetch.local(file, limits) : new Source(file, fetched.size(), sha256);
    } catch (StorageException e) {
      throw ProcessingException.of(e);
    }
  }

  /** Whether the store is a folder of this machine. */
  public boolean areLocal() {
    return store.isLocal();
  }

  /** Returns normally if the store is reachable and the disk has room for the file. */
  public void probe(String fileName, Path folder) throws ProcessingException {
    try {
      Optional<StoredObject> object = find(fileName);
      if (object.isPresent()) {
        requireRoom(object.get(), folder);
      }
    } catch (StorageException e) {
      throw ProcessingException.of(e);
    }
  }

  /**
   * Moves a file from the raw to the failed prefix; does nothing if it is not under the raw prefix.
   * May be repeated after an interruption.
   */
  public void moveToFailed(String fileName, PublicationGuard guard) throws ProcessingException {
    try {
      ObjectStore checked = store.withRetryCheck(guard.endingInOutage());
      new ObjectMove(checked, keys.raw(fileName), keys.failed(fileName)).replacing(guard);
    } catch (StorageException e) {
      throw ProcessingException.of(e);
    }
  }

  /**
   * Moves a file back from the failed to the raw prefix, unless a newer upload has its name. May be
   * repeated after an interruption.
   */
  public void moveBack(String fileName, PublicationGuard guard) throws ProcessingException {
    try {
      ObjectStore checked = store.withRetryCheck(guard);
      new ObjectMove(checked, keys.failed(fileName), keys.raw(fileName)).unlessTaken(guard);
    } catch (StorageException e) {
      throw ProcessingException.of(e);
    }
  }

  private Optional<StoredObject> find(String fileName) throws StorageException {
    Optional<StoredObject> raw = store.head(keys.raw(fileName));
    return raw.isPresent() ? raw : store.head(keys.failed(fileName));
  }

  private static ProcessingException missing(String fileName) {
    return new ProcessingException(
        FailureKind.RAW_MISSING,
        "The raw file “" + fileName + "” is not in the bucket. Upload it again.");
  }

  private static void requireSize(StoredObject object, MediaLimits limits)
      throws ProcessingException {
    if (object.size() > limits.bytes()) {
      throw new ProcessingException(
          FailureKind.OVER_LIMIT,
          "The file has %,d bytes; at most %,d are processed. Upload a compressed version."
              .formatted(object.size(), limits.bytes()));
    }
  }

  private static void requireRoom(StoredObject object, Path folder) throws ProcessingException {
    try {
      long usable = LocalFiles.usableBytes(folder);
      // overflows on a file system of more than 8 EiB
      if (usable >= 0 && usable / ROOM_IN_FILE_SIZES < object.size()) {
        throw new ProcessingException(
            FailureKind.DISK_FULL,
            ("The disk for temporary files has %,d bytes left; this file needs %,d."
                    + " Free some space; work goes on by itself.")
                .formatted(usable, object.size() * ROOM_IN_FILE_SIZES));
      }
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  public static ProcessingException unusable(Path folder, IOException cause) {
    return new ProcessingException(
        FailureKind.DISK_FULL,
        "The folder for temporary files, “"
            + folder
            + "”, cannot be used. Check its permissions and its free space.",
        cause);
  }
}
