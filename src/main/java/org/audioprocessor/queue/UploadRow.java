package org.audioprocessor.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One upload as the table shows it.
 *
 * @param statusText as stored, NULL included
 * @param uploadedAt null where the platform left it empty, or wrote what is no date
 * @param errorMessage why it failed, or why the last try did not succeed
 * @param lease null for a row that was never claimed by us
 * @param completion the last one by us; stays while the upload is processed again
 * @param tries claims ever made, released ones not counted: also after a final outcome
 */
public record UploadRow(
    Upload upload,
    @Nullable String statusText,
    @Nullable Instant uploadedAt,
    @Nullable String errorMessage,
    @Nullable Lease lease,
    @Nullable Completion completion,
    int tries) {

  /**
   * Our part of a row: who claimed it last, and how often.
   *
   * @param attempts claims since the last final outcome, released ones not counted
   * @param active somebody works on it, or died doing so
   * @param claimedAt when the last claim began; null once a person set the row back
   * @param expiresAt by the database's clock; null while not active
   * @param nextAttemptAt no worker may claim it before this, by the database's clock; null once
   *     that is over
   * @param errorKind how the last claim failed; null if it did not
   */
  public record Lease(
      String owner,
      int attempts,
      boolean active,
      @Nullable Instant claimedAt,
      @Nullable Instant expiresAt,
      @Nullable Instant nextAttemptAt,
      @Nullable String errorKind) {}

  /**
   * What was published for it.
   *
   * @param current players get this generation; false once another one took its place
   * @param given the verdict on this generation, UNREVIEWED if there is none
   * @param note what the reviewer wrote with the verdict; null for nothing
   */
  public record Completion(
      int generation,
      boolean current,
      Instant completedAt,
      Result result,
      ReviewVerdict given,
      @Nullable String note) {}

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

  /** Null where there is nothing to review: not published by us, or replaced without a verdict. */
  public @Nullable ReviewVerdict verdict() {
    if (completion == null || status() != UploadStatus.COMPLETED) {
      return null;
    }
    boolean gone = completion.given() == ReviewVerdict.UNREVIEWED && !completion.current();
    return gone ? null : completion.given();
  }
}
