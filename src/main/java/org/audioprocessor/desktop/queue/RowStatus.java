package org.audioprocessor.desktop.queue;

import java.util.Locale;
import org.audioprocessor.queue.UploadRow;

/** What a row says about itself: a word, and a mark that needs no colour. */
enum RowStatus {
  WAITING("·"),
  /** Waits for its next try. */
  RESTING("↻"),
  PROCESSING("▸"),
  /** Another system says that it works on it. */
  ELSEWHERE("?"),
  COMPLETED("✓"),
  FAILED("✕"),
  /** A status that is not ours. */
  OTHER("?"),
  /** Not read yet. */
  LOADING("");

  private final String mark;

  RowStatus(String mark) {
    this.mark = mark;
  }

  String mark() {
    return mark;
  }

  String styleClass() {
    return "status-" + name().toLowerCase(Locale.ROOT);
  }

  static RowStatus of(UploadRow row) {
    return switch (row.status()) {
      case WAITING -> rests(row) ? RESTING : WAITING;
      case PROCESSING -> row.heldByAnotherSystem() ? ELSEWHERE : PROCESSING;
      case COMPLETED -> COMPLETED;
      case FAILED -> FAILED;
      case OTHER -> OTHER;
    };
  }

  private static boolean rests(UploadRow row) {
    UploadRow.Lease lease = row.lease();
    return lease != null && lease.nextAttemptAt() != null;
  }
}
