package org.audioprocessor.queue.generation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Review;
import org.audioprocessor.queue.Review.ReviewVerdict;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.queue.jdbc.Session.Query;
import org.audioprocessor.queue.jdbc.Transactions;
import org.audioprocessor.queue.list.BudgetedCache;
import org.audioprocessor.queue.list.FilterSql;
import org.audioprocessor.queue.list.UploadRows;
import org.audioprocessor.text.PlainText;
import org.jspecify.annotations.Nullable;

/** Verdicts on published generations. A new generation is unreviewed. */
public final class Reviews {
  /** Largest length of a note, in UTF-16 units. */
  public static final int LONGEST_NOTE = 1000;

  private static final int CANDIDATES = 32;
  private static final Duration RECOUNT = Duration.ofSeconds(1);

  private static final String SET =
      "UPDATE audio_processor_result SET verdict = ? WHERE upload_id = ? AND generation = ?";
  private static final String CURRENT_VERDICT =
      "SELECT r.verdict FROM audio_processor_result r"
          + " WHERE r.upload_id = ? AND r.generation = ? AND "
          + FilterSql.IS_CURRENT;
  private static final String LAST_NUMBER =
      "SELECT COALESCE(MAX(review_number), 0) AS last_number FROM audio_processor_review"
          + " WHERE upload_id = ?";
  private static final String ADD =
      """
      INSERT INTO audio_processor_review
        (upload_id, review_number, generation, verdict, note, reviewer, reviewed_at)
      VALUES (?, ?, ?, ?, ?, ?, CURRENT_TIMESTAMP(6))\
      """;
  private static final String HISTORY =
      """
      SELECT generation, verdict, note, reviewer, reviewed_at FROM audio_processor_review
      WHERE upload_id = ? ORDER BY review_number DESC\
      """;
  private static final String COUNTS =
      "SELECT r.verdict, COUNT(*) AS uploads FROM audio_processor_result r WHERE "
          + FilterSql.IS_CURRENT
          + " GROUP BY r.verdict";
  private static final String UNREVIEWED =
      "SELECT r.upload_id FROM audio_processor_result r WHERE r.verdict IS NULL AND "
          + FilterSql.IS_CURRENT;
  private static final String AFTER =
      """
       AND r.completed_at >=
         (SELECT a.completed_at FROM audio_processor_result a WHERE a.upload_id = ?)
       AND (r.upload_id > ? OR r.completed_at >
         (SELECT a.completed_at FROM audio_processor_result a WHERE a.upload_id = ?))\
      """;
  private static final String OLDEST = " ORDER BY r.completed_at, r.upload_id LIMIT ?";

  private final Transactions transactions;
  private final Dialect dialect;
  private final UploadRows rows;
  private final BudgetedCache<Map<ReviewVerdict, Long>> counts;

  public Reviews(Transactions transactions, Dialect dialect, UploadRows rows, InstantSource clock) {
    this.transactions = transactions;
    this.dialect = dialect;
    this.rows = rows;
    this.counts = new BudgetedCache<>(Reviews::count, RECOUNT, clock);
  }

  /**
   * Records a verdict; UNREVIEWED withdraws the last one.
   *
   * @param generation reviewed generation
   * @param note at most {@link #LONGEST_NOTE} UTF-16 units; stored as one line
   * @return false if a newer generation of the upload has been published
   */
  public boolean record(
      String uploadId, int generation, ReviewVerdict verdict, String note, String reviewer)
      throws QueueException {
    if (note.length() > LONGEST_NOTE) {
      throw new IllegalArgumentException(
          "A note has at most " + LONGEST_NOTE + " characters; this one has " + note.length());
    }
    String kept = verdict == ReviewVerdict.UNREVIEWED ? null : verdict.name();
    String line = PlainText.escaped(note);
    record Given(boolean done, List<ReviewVerdict> before) {}
    Given given =
        transactions.inTransaction(session -> {
          List<ReviewVerdict> before =
              session.list(CURRENT_VERDICT, Reviews::verdict, uploadId, generation);
          if (session.update(SET, kept, uploadId, generation) == 0) {
            return new Given(false, List.of());
          }
          int last =
              session.list(LAST_NUMBER, row -> row.getInt("last_number"), uploadId).getFirst();
          String said = line.isEmpty() ? null : line;
          session.update(ADD, uploadId, last + 1, generation, verdict.name(), said, reviewer);
          return new Given(true, before);
        });
    given.before().forEach(before -> counts.adjust(now -> moved(now, before, verdict)));
    return given.done();
  }

  /** Applies one changed verdict to the cached counts, without a query. */
  private static Map<ReviewVerdict, Long> moved(
      Map<ReviewVerdict, Long> counts, ReviewVerdict from, ReviewVerdict to) {
    Map<ReviewVerdict, Long> moved = new EnumMap<>(counts);
    moved.merge(from, -1L, Long::sum);
    moved.merge(to, 1L, Long::sum);
    return Map.copyOf(moved);
  }

  /** Returns all reviews of the upload, newest first, including those of earlier generations. */
  public List<Review> history(String uploadId) throws QueueException {
    return transactions.read(session -> session.list(HISTORY, this::review, uploadId));
  }

  /**
   * Counts the current generations by verdict. Cached for a second, longer if the query is slow.
   */
  public Map<ReviewVerdict, Long> counts() throws QueueException {
    return transactions.read(counts::recent);
  }

  private static Map<ReviewVerdict, Long> count(Session session) throws SQLException {
    record Count(ReviewVerdict verdict, long uploads) {}
    List<Count> found =
        session.list(COUNTS, row -> new Count(verdict(row), row.getLong("uploads")));
    Map<ReviewVerdict, Long> counts = new EnumMap<>(ReviewVerdict.class);
    for (ReviewVerdict verdict : ReviewVerdict.values()) {
      counts.put(verdict, 0L);
    }
    found.forEach(count -> counts.merge(count.verdict(), count.uploads(), Long::sum));
    return Map.copyOf(counts);
  }

  /**
   * Returns the upload that has waited longest for a verdict.
   *
   * @param afterUploadId considers only uploads published after this one; null for all
   */
  public Optional<UploadRow> nextUnreviewed(@Nullable String afterUploadId) throws QueueException {
    return transactions.read(session -> {
      String after = afterUploadId;
      List<String> candidates;
      do {
        candidates = candidates(session, after);
        Optional<UploadRow> next =
            rows.byIds(session, candidates).stream()
                .filter(row -> row.verdict() == ReviewVerdict.UNREVIEWED)
                .findFirst();
        if (next.isPresent()) {
          return next;
        }
        after = candidates.isEmpty() ? after : candidates.getLast();
      } while (candidates.size() == CANDIDATES);
      return Optional.empty();
    });
  }

  private static List<String> candidates(Session session, @Nullable String after)
      throws SQLException {
    Query query = Query.of(UNREVIEWED);
    query = after == null ? query : query.and(AFTER, after, after, after);
    query = query.and(OLDEST, CANDIDATES);
    return session.list(query.sql(), row -> row.getString("upload_id"), query.bound());
  }

  private static ReviewVerdict verdict(ResultSet row) throws SQLException {
    String text = row.getString("verdict");
    return text == null ? ReviewVerdict.UNREVIEWED : ReviewVerdict.valueOf(text);
  }

  private Review review(ResultSet row) throws SQLException {
    return new Review(
        row.getInt("generation"),
        verdict(row),
        row.getString("note"),
        row.getString("reviewer"),
        Objects.requireNonNull(dialect.instant(row, "reviewed_at")));
  }
}
