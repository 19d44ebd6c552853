package org.audioprocessor.queue.list;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.claim.Locks;
import org.audioprocessor.queue.claim.Requeue;
import org.audioprocessor.queue.jdbc.Session.Query;
import org.audioprocessor.queue.jdbc.Transactions;
import org.jspecify.annotations.Nullable;

/** Failed uploads: their causes, and requeueing many of them. */
public final class FailedUploads {
  /** Error messages of other systems may differ in every row. */
  private static final int MOST = 200;

  private static final int AT_ONCE = 1000;
  private static final int IDS_A_STATEMENT = 500;

  /** Failures of the program are grouped by kind, others by the beginning of the error message. */
  private static final String FAILED =
      """
      SELECT {u.upload_id} AS upload_id, {u.file_name} AS file_name,
        {u.upload_type} AS upload_type, u.uploaded_at,
        SUBSTRING({u.error_message}, 1, 4000) AS error_message,
        COALESCE(l.token, 0) AS token,
        CASE WHEN a.outcome = 'FAILED' THEN a.kind END AS kind,
        CASE WHEN a.outcome = 'FAILED' AND a.kind IS NOT NULL THEN NULL
          ELSE SUBSTRING({u.error_message}, 1, 200) END AS cause
      FROM Uploads u
      LEFT JOIN audio_processor_lease l ON l.upload_id = {u.upload_id}
      LEFT JOIN audio_processor_attempt a ON a.upload_id = l.upload_id AND a.token = l.token\
      """
          + FilterSql.TRACK
          + FilterSql.status(UploadStatus.FAILED);

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

  private static final String ONES =
      "SELECT f.upload_id, f.file_name, f.upload_type, f.token, f.kind, f.cause, f.error_message"
          + " FROM ("
          + FAILED
          + ") f WHERE ";

  /** Requeued uploads between two calls of the progress. */
  private static final int STRIDE = 100;

  private final UploadLists lists;
  private final Transactions transactions;
  private final Requeue requeue;

  public FailedUploads(Transactions transactions, Requeue requeue, UploadLists lists) {
    this.lists = lists;
    this.transactions = transactions;
    this.requeue = requeue;
  }

  /** Returns the clusters, largest first, at most 200. */
  public List<FailureCluster> all() throws QueueException {
    return transactions.read(session -> session.list(CLUSTERS, FailedUploads::cluster, MOST));
  }

  /**
   * Returns the uploads of a cause, in the order of their ids.
   *
   * @param afterUploadId last id of the previous call; empty for the first call
   * @param limit maximum number of uploads
   */
  public List<FailedUpload> of(FailureCluster.Cause cause, String afterUploadId, int limit)
      throws QueueException {
    Query query =
        Query.of(ONES)
            .and(is("f.kind", cause.kind()))
            .and(" AND ")
            .and(is("f.cause", cause.text()))
            .and(" AND f.upload_id > ? ORDER BY f.upload_id LIMIT ?", afterUploadId, limit);
    return transactions.read(
        session -> session.list(query.sql(), FailedUploads::failed, query.bound()));
  }

  /** Returns those of the given uploads that are failed. */
  public List<FailedUpload> among(List<String> uploadIds) throws QueueException {
    List<FailedUpload> found = new ArrayList<>();
    for (int from = 0; from < uploadIds.size(); from += IDS_A_STATEMENT) {
      List<String> some =
          uploadIds.subList(from, Math.min(from + IDS_A_STATEMENT, uploadIds.size()));
      String marks = String.join(", ", Collections.nCopies(some.size(), "?"));
      Query query = Query.of(ONES).and("f.upload_id IN (" + marks + ")", some.toArray());
      found.addAll(
          transactions.read(
              session -> session.list(query.sql(), FailedUploads::failed, query.bound())));
    }
    return found;
  }

  /**
   * Requeues the uploads of a cause, each in its own transaction.
   *
   * @param wanted uploads for which it returns false stay failed
   * @return the ids of requeued uploads; uploads changed meanwhile are not included
   */
  public List<String> retryAll(FailureCluster.Cause cause, Predicate<FailedUpload> wanted)
      throws QueueException {
    List<String> retried = new ArrayList<>();
    String after = "";
    List<FailedUpload> some;
    do {
      some = of(cause, after, AT_ONCE);
      for (FailedUpload one : some) {
        after = one.upload().uploadId();
        if (wanted.test(one) && requeue.retry(after)) {
          retried.add(after);
        }
      }
    } while (some.size() == AT_ONCE);
    return retried;
  }

  /** Counts the filter's failed uploads. */
  public long countOf(UploadFilter filter) throws QueueException {
    return filter.includes(UploadStatus.FAILED) ? lists.countOf(failedOf(filter)) : 0;
  }

  /**
   * Requeues the failed uploads of a filter, each in its own transaction.
   *
   * @param excluded ids of uploads that stay failed
   * @param progress receives the number of requeued uploads after every 100; false stops the run
   * @return the number of requeued uploads; uploads changed meanwhile are not counted
   */
  public long retryAll(UploadFilter filter, Set<String> excluded, LongPredicate progress)
      throws QueueException {
    if (!filter.includes(UploadStatus.FAILED)) {
      return 0;
    }
    UploadLists.IdCursor cursor = lists.ids(failedOf(filter));
    long retried = 0;
    for (List<String> ids = cursor.next(); !ids.isEmpty(); ids = cursor.next()) {
      List<String> included = ids.stream().filter(id -> !excluded.contains(id)).toList();
      for (int from = 0; from < included.size(); from += STRIDE) {
        for (String id : included.subList(from, Math.min(from + STRIDE, included.size()))) {
          retried += requeue.retry(id) ? 1 : 0;
        }
        if (!progress.test(retried)) {
          return retried;
        }
      }
    }
    return retried;
  }

  private static UploadFilter failedOf(UploadFilter filter) {
    Set<UploadStatus> failed = EnumSet.of(UploadStatus.FAILED);
    return filter.withStatuses(failed);
  }

  private static FailedUpload failed(ResultSet row) throws SQLException {
    return new FailedUpload(
        Locks.readCandidate(row),
        row.getLong("token"),
        new FailureCluster.Cause(row.getString("kind"), row.getString("cause")),
        row.getString("error_message"));
  }

  private static Query is(String column, @Nullable String value) {
    return value == null ? Query.of(column + " IS NULL") : Query.of(column + " = ?", value);
  }

  private static FailureCluster cluster(ResultSet row) throws SQLException {
    return new FailureCluster(
        new FailureCluster.Cause(row.getString("kind"), row.getString("cause")),
        row.getLong("uploads"),
        row.getString("upload_id"),
        row.getString("error_message"));
  }

  /**
   * One failed upload with its cause.
   *
   * @param token token of the failed claim, which distinguishes later failures; 0 if another system
   *     set the status
   * @param sentence error message; null if there is none
   */
  public record FailedUpload(
      Upload upload, long token, FailureCluster.Cause cause, @Nullable String sentence) {}

  /**
   * Failed uploads with the same cause.
   *
   * @param newestUploadId id of the newest upload, as an example
   * @param sentence error message of the example; null if there is none
   */
  public record FailureCluster(
      Cause cause, long uploads, String newestUploadId, @Nullable String sentence) {

    /**
     * The common cause of failures.
     *
     * @param kind failure kind recorded by the worker; null if another system set the status
     * @param text beginning of the other system's error message; null if there is none
     */
    public record Cause(@Nullable String kind, @Nullable String text) {}
  }
}
