package org.audioprocessor.storage.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Stores the attributes of a folder store's objects. Callers of write and delete methods hold the
 * key's lock; reads need no lock.
 */
interface AttributePlace {

  /** Writes attributes before the file is moved to its key; until then readers see the old ones. */
  void write(String key, Path file, ObjectAttributes attributes) throws IOException;

  /** Reads the attributes that were written for this state of the key's file. */
  Optional<ObjectAttributes> read(String key, Path file, BasicFileAttributes state)
      throws IOException;

  /** Deletes the attributes of older states of the key's file. */
  void keepOnly(String key, BasicFileAttributes state) throws IOException;

  /** Deletes all attributes of a key whose file was deleted. */
  void forget(String key) throws IOException;
}
