package org.audioprocessor.desktop.work;

import java.util.Locale;
import org.audioprocessor.queue.UploadRow;

/** What an upload says about itself: a word, and a mark that needs no colour. */
public enum UploadState {
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

  UploadState(String mark) {
    this.mark = mark;
  }

  public String mark() {
    return mark;
  }

  /** Colours whatever says the word. */
  public String styleClass() {
    return "status-" + name().toLowerCase(Locale.ROOT);
  }

  public static UploadState of(UploadRow row) {
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
