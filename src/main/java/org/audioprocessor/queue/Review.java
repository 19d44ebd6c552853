package org.audioprocessor.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One recorded review.
 *
 * @param generation reviewed generation of the upload
 * @param verdict UNREVIEWED if an earlier verdict was withdrawn
 * @param note one line; null if there is none
 * @param reviewedAt by the database's clock
 */
public record Review(
    int generation,
    ReviewVerdict verdict,
    @Nullable String note,
    String reviewer,
    Instant reviewedAt) {

  /** A reviewer's verdict on a published generation. */
  public enum ReviewVerdict {
    /** Published and not yet reviewed. */
    UNREVIEWED,
    APPROVED,
    REJECTED
  }
}
