package org.audioprocessor.storage.keys;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StorageException.Kind;
import org.audioprocessor.text.PlainText;

/** Checks the characters and lengths of file names and keys. */
public final class KeyRules {

  /** The maximum length of a file name and of a track id, in characters. */
  static final int MAX_NAME_LENGTH = 255;

  private static final String GENERATIONS = "generations";

  private static final String IN_ANOTHER_TRACK =
      "its objects would lie among those of the track whose folder it names";

  private KeyRules() {}

  /**
   * Rejects a file name that could leave its folder in the bucket or mislead a reader. Any other
   * Unicode is allowed.
   *
   * @throws StorageException INVALID_KEY
   */
  static void requireFileName(String fileName) throws StorageException {
    Optional<String> objection = objectionToFileName(fileName);
    if (objection.isPresent()) {
      throw invalid(fileName, objection.get());
    }
  }

  /** Rejects such a file name with optional folders before it. */
  static void requirePath(String fileName) throws StorageException {
    Optional<String> objection = objectionToPath(fileName);
    if (objection.isPresent()) {
      throw invalid(fileName, objection.get());
    }
  }

  /** Returns the fault of a file name that may have folders before it, as the end of a sentence. */
  static Optional<String> objectionToPath(String path) {
    if (path.codePointCount(0, path.length()) > MAX_NAME_LENGTH) {
      return objectionToFileName(path.replace('/', '-'));
    }
    List<String> parts = List.of(path.split("/", -1));
    if (parts.size() > 1 && parts.contains("")) {
      return Optional.of("it starts or ends with a slash, or has two in a row");
    }
    return parts.stream()
        .map(KeyRules::objectionToFileName)
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> objectionToFolders(parts));
  }

  private static Optional<String> objectionToFolders(List<String> parts) {
    return parts.subList(1, parts.size()).contains(GENERATIONS)
        ? Optional.of(IN_ANOTHER_TRACK)
        : Optional.empty();
  }

  /**
   * Refuses a file name whose track would lie in the folder of another track's rung.
   *
   * @throws StorageException INVALID_KEY
   */
  static void requireApart(String fileName, Set<String> rungs) throws StorageException {
    int slash = fileName.lastIndexOf('/');
    String last = fileName.substring(slash + 1).replaceFirst("\\.[^.]*$", "");
    if (slash >= 0 && rungs.contains(last)) {
      throw invalid(fileName, IN_ANOTHER_TRACK);
    }
  }

  /** Returns the fault of a file name, as the end of a sentence. */
  static Optional<String> objectionToFileName(String fileName) {
    if (fileName.isEmpty()) {
      return Optional.of("it is empty");
    }
    if (fileName.indexOf('/') >= 0 || fileName.indexOf('\\') >= 0) {
      return Optional.of(
          "it contains a slash or a backslash; AUDIO_PROCESSOR_FOLDERS allows folders in the names"
              + " of uploads");
    }
    if (fileName.equals(".") || fileName.equals("..")) {
      return Optional.of("it means a folder");
    }
    if (fileName.codePoints().anyMatch(PlainText::isBidirectional)) {
      return Optional.of("it contains an invisible mark that changes the direction of writing");
    }
    int characters = fileName.codePointCount(0, fileName.length());
    return characters > MAX_NAME_LENGTH
        ? Optional.of(
            "it is "
                + characters
                + " characters long and at most "
                + MAX_NAME_LENGTH
                + " are allowed")
        : objectionToText(fileName, ObjectStore.MAX_KEY_BYTES);
  }

  /** Returns the fault of a text that becomes part of a key, as the end of a sentence. */
  public static Optional<String> objectionToText(String text, int maxBytes) {
    if (text.codePoints().anyMatch(PlainText::isControl)) {
      return Optional.of("it contains a control character or a line break");
    }
    if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      return Optional.of("it contains an unpaired surrogate (half of a character)");
    }
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > maxBytes) {
      return Optional.of("it is " + bytes + " bytes long and at most " + maxBytes + " are allowed");
    }
    return Optional.empty();
  }

  /** Returns the fault of a key in any store, as the end of a sentence. */
  public static Optional<String> objectionToKey(String key) {
    if (key.isEmpty()) {
      return Optional.of("it is empty");
    }
    Optional<String> objection = objectionToText(key, ObjectStore.MAX_KEY_BYTES);
    for (String part : List.of(key.split("/", -1))) {
      objection = objection.or(() -> objectionToPart(part));
    }
    return objection;
  }

  /** Proxies and clients resolve such parts as those of a path. */
  private static Optional<String> objectionToPart(String part) {
    if (part.isEmpty()) {
      return Optional.of("it starts or ends with a slash, or has two in a row");
    }
    return part.equals(".") || part.equals("..")
        ? Optional.of("“.” and “..” are not allowed in it")
        : Optional.empty();
  }

  public static StorageException invalid(String name, String objection) {
    return new StorageException(
        Kind.INVALID_KEY,
        "The name “" + PlainText.replaced(name, 80) + "” cannot be used: " + objection + ".");
  }
}
