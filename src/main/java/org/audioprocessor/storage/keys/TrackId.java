package org.audioprocessor.storage.keys;

import java.util.Optional;
import org.audioprocessor.storage.StorageException;

/**
 * What a track is called in the bucket: the file name of its upload without the extension, its
 * folders included where there are any. Two uploads with the same one are generations of one track.
 */
public record TrackId(String value) {

  /**
   * @throws IllegalArgumentException if the name is not allowed; {@link #of} explains it to people
   */
  public TrackId {
    Optional<String> objection = KeyRules.objectionToPath(value);
    if (objection.isPresent()) {
      throw new IllegalArgumentException(KeyRules.invalid(value, objection.get()).getMessage());
    }
  }

  /**
   * The track of an uploaded file.
   *
   * @throws StorageException INVALID_KEY if the file name is not allowed: separators, control
   *     characters, bidirectional marks, more than 255 characters, or nothing but an extension
   */
  public static TrackId of(String fileName) throws StorageException {
    KeyRules.requireFileName(fileName);
    return inFolders(fileName);
  }

  /**
   * The track of an uploaded file, where names may have folders: {@code 2026/11/song.mp3} is the
   * track {@code 2026/11/song}.
   *
   * @throws StorageException INVALID_KEY as {@link #of}, and for folders that are empty, {@code .}
   *     or {@code ..}, or lie in another track
   */
  public static TrackId inFolders(String fileName) throws StorageException {
    KeyRules.requirePath(fileName);
    int slash = fileName.lastIndexOf('/');
    int dot = fileName.lastIndexOf('.');
    String name = dot <= slash ? fileName : fileName.substring(0, dot);
    String last = name.substring(slash + 1);
    if (last.isEmpty() || last.equals(".") || last.equals("..")) {
      throw KeyRules.invalid(fileName, "there is no name before its extension");
    }
    return new TrackId(name);
  }

  /** Returns the name without its folders. */
  public String name() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  @Override
  public String toString() {
    return value;
  }
}
