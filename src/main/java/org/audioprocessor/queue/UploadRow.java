package org.audioprocessor.queue;

import java.time.Instant;
import org.audioprocessor.queue.Review.ReviewVerdict;
import org.jspecify.annotations.Nullable;

/**
 * One upload with its lease and its last completion.
 *
 * @param statusText stored status; null for NULL
 * @param uploadedAt null if the column is empty or holds no valid date
 * @param errorMessage why the upload or its last attempt failed
 * @param lease null if the program has never claimed the upload
 * @param completion last completion by the program; kept while the upload is reprocessed
 * @param tries all claims that were ever granted, except released ones; not reset by a final
 *     outcome
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
   * Last claim of an upload and the number of claims.
   *
   * @param attempts claims since the last final outcome, except released ones
   * @param active true while a worker holds the claim, and after the worker died
   * @param claimedAt start of the last claim; null after a requeue
   * @param expiresAt end of the lease by the database's clock; null while not active
   * @param nextAttemptAt end of the back-off by the database's clock; null if there is none
   * @param errorKind failure kind of the last claim; null if it did not fail
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
   * The last published generation of an upload.
   *
   * @param current true while players receive this generation; false after it was replaced
   * @param recordedVerdict verdict on this generation; UNREVIEWED if there is none
   * @param note reviewer's note; null if there is none
   */
  public record Completion(
      int generation,
      boolean current,
      Instant completedAt,
      Result result,
      ReviewVerdict recordedVerdict,
      @Nullable String note) {}

  public UploadStatus status() {
    return UploadStatus.of(statusText);
  }

  public int attempts() {
    return lease == null ? 0 : lease.attempts();
  }

  /** The finding about a completed upload's published track; null if there is none. */
  public @Nullable String finding() {
    return completion != null && status() == UploadStatus.COMPLETED
        ? completion.result().finding()
        : null;
  }

  /**
   * Returns true if another system holds the upload: {@code processing} without an active lease.
   */
  public boolean heldByAnotherSystem() {
    return status() == UploadStatus.PROCESSING && (lease == null || !lease.active());
  }

  /**
   * Returns null if there is nothing to review: not published by the program, or replaced without a
   * verdict.
   */
  public @Nullable ReviewVerdict verdict() {
    if (completion == null || status() != UploadStatus.COMPLETED) {
      return null;
    }
    boolean gone =
        completion.recordedVerdict() == ReviewVerdict.UNREVIEWED && !completion.current();
    return gone ? null : completion.recordedVerdict();
  }
}
