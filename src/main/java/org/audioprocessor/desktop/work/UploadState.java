package org.audioprocessor.desktop.work;

import java.util.Locale;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.queue.UploadRow;

/** The displayed status of an upload: a word, and a mark that does not depend on colour. */
public enum UploadState {
  WAITING("·"),
  /** In a back-off until its next attempt. */
  RESTING("↻"),
  /** Stopped by the user; no worker claims it for an hour. */
  CANCELLED("■"),
  PROCESSING("▸"),
  /** Another system reports that it is processing it. */
  ELSEWHERE("?"),
  COMPLETED("✓"),
  FAILED("✕"),
  /** A status that this program does not know. */
  OTHER("?"),
  /** The row was not read yet. */
  LOADING("");

  private final String mark;

  UploadState(String mark) {
    this.mark = mark;
  }

  public String mark() {
    return mark;
  }

  /** Returns the style class of the status. */
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
