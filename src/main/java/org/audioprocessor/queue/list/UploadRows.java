package org.audioprocessor.queue.list;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Result;
import org.audioprocessor.queue.Review.ReviewVerdict;
import org.audioprocessor.queue.StatusCounts;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.claim.Locks;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.queue.jdbc.Session.Query;
import org.audioprocessor.queue.jdbc.Sql;
import org.audioprocessor.queue.jdbc.Transactions;
import org.audioprocessor.queue.list.FilterSql.UnicodeForms;
import org.jspecify.annotations.Nullable;

/** Reads uploads with their leases, results and reviews. */
public final class UploadRows {
  /** Databases limit the number of bound values, and plan short lists better. */
  private static final int IDS_A_STATEMENT = 500;

  private static final Instant FIRST_SHOWN = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST_SHOWN = Instant.parse("9999-12-30T00:00:00Z");

  private static final String ROWS =
      """
      SELECT {u.upload_id} AS upload_id, {u.file_name} AS file_name,
        {u.upload_type} AS upload_type, {u.processing_status} AS processing_status,
        {u.uploaded_at} AS uploaded_at,
        SUBSTRING({u.error_message}, 1, 4000) AS error_message, l.owner, l.attempts, l.active,
        l.expires_at, l.next_attempt_at,
        CASE WHEN l.next_attempt_at > CURRENT_TIMESTAMP(6) THEN 1 ELSE 0 END AS resting,
        a.started_at, a.kind,
        CASE WHEN a.outcome = 'COMPLETED' THEN a.sentence END AS finding, r.generation, r.completed_at, r.input_lufs, r.output_lufs,
        r.true_peak_dbtp, r.duration_seconds, r.metadata_key, r.verdict, t.current_generation,
        CASE WHEN r.verdict IS NULL THEN NULL ELSE
          (SELECT n.note FROM audio_processor_review n
           WHERE n.upload_id = r.upload_id AND n.generation = r.generation
           ORDER BY n.review_number DESC LIMIT 1) END AS note,
        {tries} AS tries
      FROM Uploads u
      LEFT JOIN audio_processor_lease l ON l.upload_id = {u.upload_id}
      LEFT JOIN audio_processor_attempt a ON a.upload_id = l.upload_id AND a.token = l.token
      LEFT JOIN audio_processor_result r ON r.upload_id = {u.upload_id}
      LEFT JOIN audio_processor_track t ON t.track_id = r.track_id\
      """
          .replace("{tries}", InMemoryIds.TRIES);

  private static final String NEWEST = " ORDER BY u.uploaded_at DESC, u.upload_id DESC";
  private static final String BY_FILE_NAME = " AND u.file_name = ?" + NEWEST;
  private static final String ALIKE =
      "SELECT {u.upload_id} AS upload_id, {u.file_name} AS file_name,"
          + " {u.upload_type} AS upload_type FROM Uploads u"
          + FilterSql.TRACK
          + " AND {u.file_name} LIKE ? ESCAPE '!'"
          + NEWEST
          + " LIMIT ?";

  /** A pattern of wildcards alone may match all rows of a table. */
  private static final int MOST_ALIKE = 10_000;

  private static final String BY_TRACK =
      " AND (u.file_name = ? OR {u.file_name} LIKE ? ESCAPE '!')" + NEWEST;

  private final Dialect dialect;

  public UploadRows(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Returns uploads in the order of the ids, without deleted ones. */
  public List<UploadRow> byIds(Session session, List<String> uploadIds) throws SQLException {
    Map<String, UploadRow> found = new HashMap<>();
    List<String> possible = uploadIds.stream().filter(session.traits().uploads()::canHold).toList();
    for (int from = 0; from < possible.size(); from += IDS_A_STATEMENT) {
      List<String> some = possible.subList(from, Math.min(from + IDS_A_STATEMENT, possible.size()));
      String marks = String.join(", ", Collections.nCopies(some.size(), "?"));
      Query query = select().and(" AND u.upload_id IN (" + marks + ")", some.toArray());
      rows(session, query).forEach(row -> found.put(row.upload().uploadId(), row));
    }
    List<UploadRow> rows = new ArrayList<>(uploadIds.size());
    for (String uploadId : uploadIds) {
      UploadRow row = found.get(uploadId);
      if (row != null) {
        rows.add(row);
      }
    }
    return rows;
  }

  /** Returns uploads of exactly this name; MySQL may also match other names. */
  List<UploadRow> byFileName(Session session, String fileName) throws SQLException {
    return rows(session, select().and(BY_FILE_NAME, fileName)).stream()
        .filter(row -> row.upload().fileName().equals(fileName))
        .toList();
  }

  /** Returns uploads whose names are equal after Unicode normalisation. */
  List<UploadRow> byLikeFileName(Session session, String fileName) throws SQLException {
    return alike(
        session,
        UnicodeForms.pattern(fileName),
        upload -> UnicodeForms.areAlike(upload.fileName(), fileName));
  }

  private List<UploadRow> alike(Session session, String pattern, Predicate<Upload> matches)
      throws SQLException {
    List<String> ids =
        session.list(ALIKE, Locks::readCandidate, pattern, MOST_ALIKE).stream()
            .filter(matches)
            .map(Upload::uploadId)
            .toList();
    return byIds(session, ids);
  }

  List<UploadRow> ofTrack(Session session, String trackId) throws SQLException {
    Query query = select().and(BY_TRACK, trackId, FilterSql.escaped(trackId) + ".%");
    return rows(session, query).stream()
        .filter(row -> row.upload().trackId().equals(trackId))
        .toList();
  }

  /** Returns uploads of other tracks whose names are equal after Unicode normalisation. */
  List<UploadRow> ofLikeTracks(Session session, String trackId) throws SQLException {
    return alike(
        session,
        UnicodeForms.pattern(trackId) + "%",
        upload ->
            UnicodeForms.areAlike(upload.trackId(), trackId) && !upload.trackId().equals(trackId));
  }

  private static Query select() {
    return Query.of(ROWS + FilterSql.TRACK);
  }

  private List<UploadRow> rows(Session session, Query query) throws SQLException {
    return session.list(query.sql(), this::read, query.bound());
  }

  private UploadRow read(ResultSet row) throws SQLException {
    return new UploadRow(
        Locks.readCandidate(row),
        row.getString("processing_status"),
        shownTime(row),
        error(row),
        lease(row),
        completion(row),
        row.getInt("tries"));
  }

  /** Returns null for PostgreSQL's infinity and for years that cannot be shown. */
  private static @Nullable Instant shownTime(ResultSet row) throws SQLException {
    Instant time = Dialect.utcTime(row, "uploaded_at");
    boolean shown = time != null && time.isAfter(FIRST_SHOWN) && time.isBefore(LAST_SHOWN);
    return shown ? time : null;
  }

  /** Columns that are NOT NULL hold the empty text for no error. */
  private static @Nullable String error(ResultSet row) throws SQLException {
    String message = row.getString("error_message");
    return message == null || message.isEmpty() ? null : message;
  }

  private UploadRow.@Nullable Lease lease(ResultSet row) throws SQLException {
    String owner = row.getString("owner");
    return owner == null
        ? null
        : new UploadRow.Lease(
            owner,
            row.getInt("attempts"),
            row.getInt("active") == 1,
            dialect.instant(row, "started_at"),
            dialect.instant(row, "expires_at"),
            row.getInt("resting") == 1 ? dialect.instant(row, "next_attempt_at") : null,
            row.getString("kind"));
  }

  private UploadRow.@Nullable Completion completion(ResultSet row) throws SQLException {
    Instant completedAt = dialect.instant(row, "completed_at");
    if (completedAt == null) {
      return null;
    }
    int generation = row.getInt("generation");
    String verdict = row.getString("verdict");
    return new UploadRow.Completion(
        generation,
        Objects.equals(figure(row, "current_generation"), (double) generation),
        completedAt,
        result(row),
        verdict == null ? ReviewVerdict.UNREVIEWED : ReviewVerdict.valueOf(verdict),
        row.getString("note"));
  }

  private static Result result(ResultSet row) throws SQLException {
    return new Result(
        figure(row, "input_lufs"),
        figure(row, "output_lufs"),
        figure(row, "true_peak_dbtp"),
        figure(row, "duration_seconds"),
        row.getString("metadata_key"),
        null,
        row.getString("finding"));
  }

  static @Nullable Double figure(ResultSet row, String column) throws SQLException {
    double figure = row.getDouble(column);
    return row.wasNull() ? null : figure;
  }

  /** Reads counts and single uploads. */
  public static final class UploadReads {
    private final Transactions transactions;
    private final UploadRows rows;

    public UploadReads(Transactions transactions, UploadRows rows) {
      this.transactions = transactions;
      this.rows = rows;
    }

    public Map<UploadStatus, Long> counts() throws QueueException {
      return transactions.read(
          session -> StatusCounts.read(session, Query.NOTHING, Instant.EPOCH).uploads());
    }

    public Duration oldestWait(Dialect dialect) throws QueueException {
      return transactions
          .read(session ->
              session.first(
                  Sql.OLDEST_WAITING,
                  row ->
                      Duration.between(
                          requireNonNull(Dialect.utcTime(row, "uploaded_at")),
                          requireNonNull(dialect.instant(row, "now_there")))))
          .orElse(Duration.ZERO);
    }

    public Optional<UploadRow> get(String uploadId) throws QueueException {
      return transactions.read(
          session -> rows.byIds(session, List.of(uploadId)).stream().findFirst());
    }

    public List<UploadRow> byFileName(String fileName) throws QueueException {
      return transactions.read(session -> {
        List<UploadRow> exact = rows.byFileName(session, fileName);
        return exact.isEmpty() && UnicodeForms.of(fileName).size() > 1
            ? rows.byLikeFileName(session, fileName)
            : exact;
      });
    }

    public List<UploadRow> ofTrack(String trackId) throws QueueException {
      return transactions.read(session -> rows.ofTrack(session, trackId));
    }

    public List<UploadRow> ofLikeTracks(String trackId) throws QueueException {
      return UnicodeForms.of(trackId).size() == 1
          ? List.of()
          : transactions.read(session -> rows.ofLikeTracks(session, trackId));
    }
  }
}
