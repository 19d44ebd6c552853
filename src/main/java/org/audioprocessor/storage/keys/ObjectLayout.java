package org.audioprocessor.storage.keys;

import java.util.List;

/**
 * The prefixes of the platform's bucket. A prefix may be given with or without its last slash; the
 * empty prefix is the top of the bucket.
 *
 * @param rawPrefix raw files
 * @param processedPrefix published tracks
 * @param failedPrefix raw files of failed uploads
 * @param folders whether file names may have folders before them
 */
public record ObjectLayout(
    String rawPrefix, String processedPrefix, String failedPrefix, boolean folders) {

  /**
   * @throws IllegalArgumentException with a sentence for people, if a prefix cannot be used or two
   *     of them meet
   */
  public ObjectLayout {
    rawPrefix = normalised(rawPrefix);
    processedPrefix = normalised(processedPrefix);
    failedPrefix = normalised(failedPrefix);
    requireApart(rawPrefix, processedPrefix);
    requireApart(rawPrefix, failedPrefix);
    requireApart(processedPrefix, failedPrefix);
  }

  /** File names have no folders. */
  public ObjectLayout(String rawPrefix, String processedPrefix, String failedPrefix) {
    this(rawPrefix, processedPrefix, failedPrefix, false);
  }

  /** The platform's own. */
  public static ObjectLayout defaults() {
    return new ObjectLayout("tracks/", "mwonya_audio_tracks/", "failedprocessing_tracks/");
  }

  private static String normalised(String prefix) {
    String folder = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
    if (folder.isEmpty() && prefix.isEmpty()) {
      return "";
    }
    for (String part : List.of(folder.split("/", -1))) {
      KeyRules.objectionToFileName(part)
          .ifPresent(objection -> {
            throw new IllegalArgumentException(
                "The prefix “" + prefix + "” cannot be used: in one part " + objection + ".");
          });
    }
    return folder + "/";
  }

  private static void requireApart(String one, String other) {
    boolean nested = !one.isEmpty() && !other.isEmpty() && meets(one, other);
    if (one.equals(other) || nested) {
      throw new IllegalArgumentException(
          "The prefixes “" + one + "” and “" + other + "” must not lie in each other.");
    }
  }

  private static boolean meets(String one, String other) {
    return one.startsWith(other) || other.startsWith(one);
  }
}
