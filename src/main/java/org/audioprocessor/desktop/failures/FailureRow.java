package org.audioprocessor.desktop.failures;

import java.util.Arrays;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.pipeline.FailureKind;
import org.audioprocessor.queue.FailureCluster;
import org.audioprocessor.queue.FailureCluster.Cause;

/**
 * Failed uploads of one cause, in words.
 *
 * @param remedy what helps
 * @param sentence of the newest of them
 */
record FailureRow(
    Cause cause,
    String title,
    String remedy,
    String sentence,
    long uploads,
    String newestUploadId) {
  private static final String TITLE = ".title";

  /** How the queue names uploads whose workers were lost too often. */
  private static final String LOST = "lost";

  static FailureRow of(FailureCluster cluster) {
    String key = key(cluster.cause());
    String sentence = cluster.sentence();
    return new FailureRow(
        cluster.cause(),
        Messages.text(key + TITLE),
        Messages.text(key),
        sentence == null ? Messages.text("failures.no-sentence") : sentence,
        cluster.uploads(),
        cluster.newestUploadId());
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
