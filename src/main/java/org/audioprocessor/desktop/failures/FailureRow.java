package org.audioprocessor.desktop.failures;

import java.util.Arrays;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.queue.list.FailedUploads.FailureCluster;
import org.audioprocessor.queue.list.FailedUploads.FailureCluster.Cause;

/**
 * The failed uploads of one cause, as text.
 *
 * @param remedy what helps
 * @param sentence of the newest failure
 * @param uploads their number without those marked as handled
 * @param retryCanHelp false if the same file fails again in the same way
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

  /** The queue's name for uploads whose workers were lost too often. */
  private static final String LOST = "lost";

  /**
   * @param handled the number of its uploads that are marked as handled
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

  /** Returns the caption; a failure of another system is captioned with that system's words. */
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
    // a newer version may have written kinds that this version does not know
    return Arrays.stream(FailureKind.values())
        .filter(one -> one.name().equals(kind))
        .findFirst()
        .map(FailureKind::messageKey)
        .orElse("failure.other");
  }
}
