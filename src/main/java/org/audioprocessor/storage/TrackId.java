package org.audioprocessor.storage;

import java.util.Optional;

/**
 * What a track is called in the bucket: the file name of its upload without the extension. Two
 * uploads with the same one are generations of one track.
 */
public record TrackId(String value) {

  /**
   * @throws IllegalArgumentException if the name is not allowed; {@link #of} explains it to people
   */
  public TrackId {
    Optional<String> objection = Names.objectionToFileName(value);
    if (objection.isPresent()) {
      throw new IllegalArgumentException(Names.invalid(value, objection.get()).getMessage());
    }
  }

  /**
   * The track of an uploaded file.
   *
   * @throws StorageException INVALID_KEY if the file name is not allowed: separators, control
   *     characters, bidirectional marks, more than 200 bytes in UTF-8, or nothing but an extension
   */
  public static TrackId of(String fileName) throws StorageException {
    Names.requireFileName(fileName);
    int dot = fileName.lastIndexOf('.');
    String name = dot < 0 ? fileName : fileName.substring(0, dot);
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      throw Names.invalid(fileName, "there is no name before its extension");
    }
    return new TrackId(name);
  }

  @Override
  public String toString() {
    return value;
  }
}
