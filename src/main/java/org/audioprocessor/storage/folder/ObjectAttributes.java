package org.audioprocessor.storage.folder;

import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an object in a folder store. They contain size and time of the file that they
 * were written for, so they do not match a file that was changed by hand later.
 *
 * @param modifiedNanos since 1970, as the file system returned it
 */
record ObjectAttributes(
    long size,
    long modifiedNanos,
    String sha256,
    String contentType,
    @Nullable String cacheControl) {

  static long nanos(BasicFileAttributes file) {
    return file.lastModifiedTime().to(TimeUnit.NANOSECONDS);
  }

  boolean describes(BasicFileAttributes file) {
    return file.size() == size && nanos(file) == modifiedNanos;
  }

  /** Lines of {@code name=value}; no value holds a line break. */
  String text() {
    return "size="
        + size
        + "\nmodified="
        + modifiedNanos
        + "\nsha256="
        + sha256
        + "\ncontent-type="
        + contentType
        + (cacheControl == null ? "\n" : "\ncache-control=" + cacheControl + "\n");
  }

  /** Parses the output of {@link #text()}; empty for any other text. */
  static Optional<ObjectAttributes> parse(String text) {
    Map<String, String> values = new TreeMap<>();
    text.lines()
        .filter(line -> line.indexOf('=') > 0)
        .forEach(line ->
            values.put(
                line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
    String size = values.getOrDefault("size", "");
    String modified = values.getOrDefault("modified", "");
    String sha256 = values.get("sha256");
    String contentType = values.get("content-type");
    boolean whole =
        text.endsWith("\n")
            && size.matches("\\d{1,18}")
            && modified.matches("-?\\d{1,18}|-?\\d{19}");
    if (!whole || sha256 == null || contentType == null) {
      return Optional.empty();
    }
    return Optional.of(
        new ObjectAttributes(
            Long.parseLong(size),
            Long.parseLong(modified),
            sha256,
            contentType,
            values.get("cache-control")));
  }
}
