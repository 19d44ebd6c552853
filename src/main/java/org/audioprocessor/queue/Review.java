package org.audioprocessor.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One verdict that was given.
 *
 * @param generation of the upload that was listened to
 * @param verdict UNREVIEWED where a verdict was taken back
 * @param note one line
 * @param reviewedAt by the database's clock
 */
public record Review(
    int generation,
    ReviewVerdict verdict,
    @Nullable String note,
    String reviewer,
    Instant reviewedAt) {}
