package org.audioprocessor.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One upload as the table shows it.
 *
 * @param statusText as stored, NULL included
 * @param uploadedAt null where the platform left it empty
 * @param errorMessage why it failed, or why the last try did not succeed
 * @param lease null for a row that was never claimed by us
 */
public record UploadRow(
    Upload upload,
    @Nullable String statusText,
    @Nullable Instant uploadedAt,
    @Nullable String errorMessage,
    @Nullable Lease lease) {

  /**
   * Our part of a row: who claimed it last, and how often.
   *
   * @param attempts claims since the last final outcome, released ones not counted
   * @param active somebody works on it, or died doing so
   * @param expiresAt by the database's clock; null while not active
   * @param nextAttemptAt before this, by the database's clock, nobody may claim it
   */
  public record Lease(
      String owner,
      int attempts,
      boolean active,
      @Nullable Instant expiresAt,
      @Nullable Instant nextAttemptAt) {}

  public UploadStatus status() {
    return UploadStatus.of(statusText);
  }

  public int attempts() {
    return lease == null ? 0 : lease.attempts();
  }

  /** Another system holds it: {@code processing} without an active lease of ours. */
  public boolean heldByAnotherSystem() {
    return status() == UploadStatus.PROCESSING && (lease == null || !lease.active());
  }
}
