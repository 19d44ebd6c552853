package org.audioprocessor.queue;

import org.jspecify.annotations.Nullable;

/** {@code processing_status} of the platform's table. */
public enum UploadStatus {
  WAITING("0"),
  PROCESSING("processing"),
  COMPLETED("completed"),
  FAILED("failed"),
  /** NULL, or a text that is not ours: shown as it is, never claimed. */
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

  /** As the platform writes it; empty for {@link #OTHER}. */
  public String text() {
    return text;
  }
}
