package org.audioprocessor.queue;

import org.jspecify.annotations.Nullable;

/** {@code processing_status} of the platform's table. */
public enum UploadStatus {
  WAITING("0"),
  PROCESSING("processing"),
  COMPLETED("completed"),
  FAILED("failed"),
  /** NULL or an unknown text. Shown as stored, never claimed. */
  OTHER("");

  private final String text;

  UploadStatus(String text) {
    this.text = text;
  }

  public static UploadStatus of(@Nullable String text) {
    for (UploadStatus status : values()) {
      if (status != OTHER && status.text.equals(text)) {
        return status;
      }
    }
    return OTHER;
  }

  /** Returns the platform's text; empty for {@link #OTHER}. */
  public String text() {
    return text;
  }
}
