package org.audioprocessor.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.LongPredicate;
import org.audioprocessor.queue.FailureCluster.Cause;
import org.jspecify.annotations.Nullable;

/** Failed uploads by cause. */
public final class FailureClusters {
  /** Errors of other systems may differ in every row. */
  private static final int MOST = 200;

  private static final int IDS_AT_ONCE = 5000;

  /** What we wrote is known by its kind; the rest by how the other system's error begins. */
  private static final String FAILED =
      """
      SELECT {u.upload_id} AS upload_id, u.uploaded_at, {u.error_message} AS error_message,
        CASE WHEN a.outcome = 'FAILED' THEN a.kind END AS kind,
        CASE WHEN a.outcome = 'FAILED' AND a.kind IS NOT NULL THEN NULL
          ELSE SUBSTRING({u.error_message}, 1, 200) END AS cause
      FROM Uploads u
      LEFT JOIN audio_processor_lease l ON l.upload_id = {u.upload_id}
      LEFT JOIN audio_processor_attempt a ON a.upload_id = l.upload_id AND a.token = l.token\
      """
          + Conditions.TRACK
          + Conditions.status(UploadStatus.FAILED);

  private static final String CLUSTERS =
      """
      SELECT c.kind, c.cause, c.uploads, c.upload_id, c.error_message FROM (
        SELECT f.kind, f.cause, f.upload_id, f.error_message,
          COUNT(*) OVER (PARTITION BY f.kind, f.cause) AS uploads,
          ROW_NUMBER() OVER (PARTITION BY f.kind, f.cause
            ORDER BY CASE WHEN f.uploaded_at IS NULL THEN 1 ELSE 0 END,
              f.uploaded_at DESC, f.upload_id DESC) AS place
        FROM (%s) f) c
      WHERE c.place = 1 ORDER BY c.uploads DESC, c.upload_id LIMIT ?\
      """
          .formatted(FAILED);

  private static final String IDS = "SELECT f.upload_id FROM (" + FAILED + ") f WHERE ";

  private final Transactions transactions;
  private final SetBack setBack;

  FailureClusters(Transactions transactions, SetBack setBack) {
    this.transactions = transactions;
    this.setBack = setBack;
  }

  /** The largest first, at most 200. */
  public List<FailureCluster> all() throws QueueException {
    return transactions.read(session -> session.list(CLUSTERS, FailureClusters::cluster, MOST));
  }

  /**
   * Its uploads as they are now, in the order of their ids.
   *
   * @param afterUploadId where the last answer ended; empty to begin
   * @param limit more than this many are for the next call
   */
  public List<String> ids(Cause cause, String afterUploadId, int limit) throws QueueException {
    Query query =
        Query.of(IDS)
            .and(is("f.kind", cause.kind()))
            .and(" AND ")
            .and(is("f.cause", cause.text()))
            .and(" AND f.upload_id > ? ORDER BY f.upload_id LIMIT ?", afterUploadId, limit);
    return transactions.read(
        session -> session.list(query.sql(), row -> row.getString("upload_id"), query.bound()));
  }

  /**
   * Sets all of them back to waiting, each in a transaction of its own.
   *
   * @param goOn hears every now and then how many there are so far; false ends it
   * @return how many were set back; others may have changed some before
   */
  public long retryAll(Cause cause, LongPredicate goOn) throws QueueException {
    RetryRun run = new RetryRun(setBack, goOn);
    String after = "";
    List<String> ids;
    do {
      ids = ids(cause, after, IDS_AT_ONCE);
      after = ids.isEmpty() ? after : ids.getLast();
    } while (run.retry(ids) && ids.size() == IDS_AT_ONCE);
    return run.retried();
  }

  private static Query is(String column, @Nullable String value) {
    return value == null ? Query.of(column + " IS NULL") : Query.of(column + " = ?", value);
  }

  private static FailureCluster cluster(ResultSet row) throws SQLException {
    return new FailureCluster(
        new Cause(row.getString("kind"), row.getString("cause")),
        row.getLong("uploads"),
        row.getString("upload_id"),
        row.getString("error_message"));
  }
}
