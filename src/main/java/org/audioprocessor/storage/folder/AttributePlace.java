package org.audioprocessor.storage.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Where a folder store keeps the attributes of its objects. Writing and forgetting happen while the
 * key is locked, reading at any time.
 */
interface AttributePlace {

  /** Before the file is moved to its key. Until then readers still see the older attributes. */
  void write(String key, Path file, ObjectAttributes attributes) throws IOException;

  /** What was written for this state of the key's file, if anything. */
  Optional<ObjectAttributes> read(String key, Path file, BasicFileAttributes state)
      throws IOException;

  /** Drops what belongs to the key, but not to this state of its file. */
  void keepOnly(String key, BasicFileAttributes state) throws IOException;

  /** Drops all that belongs to the key, whose file is gone. */
  void forget(String key) throws IOException;
}
