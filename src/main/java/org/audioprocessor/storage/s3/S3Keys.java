package org.audioprocessor.storage.s3;

import java.util.List;
import java.util.Optional;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.keys.KeyRules;

/** Which keys a bucket can hold so that every client can ask for them. */
final class S3Keys {

  private S3Keys() {}

  /**
   * @throws StorageException INVALID_KEY
   */
  static void require(String key) throws StorageException {
    Optional<String> objection =
        key.isEmpty()
            ? Optional.of("it is empty")
            : KeyRules.objectionToText(key, ObjectStore.MAX_KEY_BYTES);
    for (String part : List.of(key.split("/", -1))) {
      objection = objection.or(() -> objectionToPart(part));
    }
    if (objection.isPresent()) {
      throw KeyRules.invalid(key, objection.get());
    }
  }

  /** Programs on the way resolve such parts as those of a path. */
  private static Optional<String> objectionToPart(String part) {
    if (part.isEmpty()) {
      return Optional.of("it starts or ends with a slash, or has two in a row");
    }
    return part.equals(".") || part.equals("..")
        ? Optional.of("“.” and “..” are not allowed in it")
        : Optional.empty();
  }
}
