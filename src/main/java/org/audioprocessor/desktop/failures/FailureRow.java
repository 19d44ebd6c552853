package org.audioprocessor.desktop.failures;

import java.util.Arrays;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.queue.list.FailedUploads.FailureCluster;
import org.audioprocessor.queue.list.FailedUploads.FailureCluster.Cause;

/**
 * Failed uploads of one cause, in words.
 *
 * @param remedy what helps
 * @param sentence of the newest of them
 * @param uploads those that are not marked as handled
 * @param retryCanHelp false where the same file gives the same failure
 */
record FailureRow(
    Cause cause,
    String title,
    String remedy,
    String sentence,
    long uploads,
    String newestUploadId,
    boolean retryCanHelp) {
  private static final int LONGEST_TITLE = 100;
  private static final String TITLE = ".title";

  /** How the queue names uploads whose workers were lost too often. */
  private static final String LOST = "lost";

  /**
   * In words.
   *
   * @param handled how many of its uploads are marked as handled
   */
  static FailureRow of(FailureCluster cluster, long handled) {
    String key = key(cluster.cause());
    String sentence = cluster.sentence();
    return new FailureRow(
        cluster.cause(),
        title(cluster, key),
        Messages.text(key),
        sentence == null ? Messages.text("failures.no-sentence") : sentence,
        cluster.uploads() - handled,
        cluster.newestUploadId(),
        retryCanHelp(cluster.cause()));
  }

  /** What another system failed is known by that system's own words. */
  private static String title(FailureCluster cluster, String key) {
    String theirs = cluster.cause().kind() == null ? cluster.cause().text() : null;
    if (theirs == null || theirs.isBlank()) {
      return Messages.text(key + TITLE);
    }
    String line = theirs.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST_TITLE ? line : line.substring(0, LONGEST_TITLE - 1) + "…";
  }

  private static boolean retryCanHelp(Cause cause) {
    return Arrays.stream(FailureKind.values())
        .filter(one -> one.name().equals(cause.kind()))
        .noneMatch(
            one -> one.cure() == FailureKind.Cure.NEW_FILE && one != FailureKind.RAW_MISSING);
  }

  private static String key(Cause cause) {
    String kind = cause.kind();
    if (kind == null) {
      return "failure.elsewhere";
    }
    if (kind.equals(LOST)) {
      return "failure.lost";
    }
    // a newer version may have written kinds that this one does not know
    return Arrays.stream(FailureKind.values())
        .filter(one -> one.name().equals(kind))
        .findFirst()
        .map(FailureKind::messageKey)
        .orElse("failure.other");
  }
}
