package org.audioprocessor.queue.list;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.claim.Locks;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.queue.jdbc.Session.Query;
import org.audioprocessor.queue.list.UploadList.IdSource;
import org.jspecify.annotations.Nullable;

/**
 * The ids of up to 10,000 uploads, in any order. They are sorted here, so that every database gives
 * the same order and one query also detects a larger list.
 */
record InMemoryIds(List<String> ids) implements IdSource {
  static final int MOST = 10_000;

  /** Number of claims of {@code u}; uses the prefix of the attempts' primary key. */
  static final String TRIES =
      "(SELECT COUNT(*) FROM audio_processor_attempt h WHERE h.upload_id = {u.upload_id}"
          + " AND (h.outcome IS NULL OR h.outcome <> 'RELEASED'))";

  private record Entry(
      String uploadId,
      @Nullable Instant uploadedAt,
      String fileName,
      UploadStatus status,
      @Nullable Double figure) {}

  InMemoryIds {
    ids = List.copyOf(ids);
  }

  /** Reads and sorts the ids; empty if there are more than {@link #MOST}. */
  static Optional<InMemoryIds> read(
      Session session, Set<UploadStatus> statuses, Query conditions, UploadSort sort)
      throws SQLException {
    Query query =
        Query.of(select(sort.key()) + FilterSql.TRACK + FilterSql.statuses(statuses))
            .and(conditions)
            .and(" LIMIT ?", MOST + 1);
    List<Entry> entries = session.list(query.sql(), InMemoryIds::entry, query.bound());
    return entries.size() > MOST
        ? Optional.empty()
        : Optional.of(
            new InMemoryIds(entries.stream().sorted(order(sort)).map(Entry::uploadId).toList()));
  }

  @Override
  public long size(Session session) {
    return ids.size();
  }

  @Override
  public List<String> ids(Session session, long from, int count) {
    int start = (int) Math.min(from, ids.size());
    return ids.subList(start, Math.min(start + count, ids.size()));
  }

  /** Does nothing: the list is read again as a whole. */
  @Override
  public boolean refresh(Session session) {
    return false;
  }

  private static String select(UploadSort.Key key) {
    String figure =
        switch (key) {
          case ATTEMPTS -> TRIES;
          case INPUT_LOUDNESS -> "r.input_lufs";
          case OUTPUT_LOUDNESS -> "r.output_lufs";
          case UPLOADED, STATUS, FILE_NAME -> "0";
        };
    String join =
        figure.startsWith("r.")
            ? " LEFT JOIN audio_processor_result r ON r.upload_id = {u.upload_id}"
            : "";
    return "SELECT {u.upload_id} AS upload_id, {u.uploaded_at} AS uploaded_at,"
        + " {u.file_name} AS file_name, {u.processing_status} AS processing_status, "
        + figure
        + " AS figure FROM Uploads u"
        + join;
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getString("upload_id"),
        Dialect.utcTime(row, "uploaded_at"),
        Locks.fileName(row),
        UploadStatus.of(row.getString("processing_status")),
        UploadRows.figure(row, "figure"));
  }

  private static Comparator<Entry> order(UploadSort sort) {
    boolean down = sort.descending();
    Comparator<Entry> newest =
        Comparator.comparing(
            Entry::uploadedAt, Comparator.nullsLast(Comparator.<Instant>reverseOrder()));
    newest = newest.thenComparing(Entry::uploadId, Comparator.reverseOrder());
    return switch (sort.key()) {
      case UPLOADED -> down ? newest : newest.reversed();
      case STATUS ->
          directed(Comparator.comparingInt(entry -> UploadSort.place(entry.status())), down)
              .thenComparing(newest);
      case FILE_NAME ->
          directed(Comparator.comparing(Entry::fileName, String.CASE_INSENSITIVE_ORDER), down)
              .thenComparing(newest);
      case ATTEMPTS, INPUT_LOUDNESS, OUTPUT_LOUDNESS ->
          Comparator.comparing(Entry::figure, Comparator.nullsLast(figures(down)))
              .thenComparing(newest);
    };
  }

  private static Comparator<Double> figures(boolean down) {
    return down ? Comparator.reverseOrder() : Comparator.naturalOrder();
  }

  private static Comparator<Entry> directed(Comparator<Entry> order, boolean down) {
    return down ? order.reversed() : order;
  }
}
