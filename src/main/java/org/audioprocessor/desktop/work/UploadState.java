package org.audioprocessor.desktop.work;

import java.util.Locale;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.queue.UploadRow;

/** What an upload says about itself: a word, and a mark that needs no colour. */
public enum UploadState {
  WAITING("·"),
  /** Waits for its next attempt. */
  RESTING("↻"),
  /** A person stopped it; no worker takes it for an hour. */
  CANCELLED("■"),
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
      case WAITING -> waiting(row);
      case PROCESSING -> row.heldByAnotherSystem() ? ELSEWHERE : PROCESSING;
      case COMPLETED -> COMPLETED;
      case FAILED -> FAILED;
      case OTHER -> OTHER;
    };
  }

  private static UploadState waiting(UploadRow row) {
    UploadRow.Lease lease = row.lease();
    if (lease == null || lease.nextAttemptAt() == null) {
      return WAITING;
    }
    return FailureKind.CANCELLED.name().equals(lease.errorKind()) ? CANCELLED : RESTING;
  }
}
