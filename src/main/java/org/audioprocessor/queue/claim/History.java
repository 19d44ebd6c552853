package org.audioprocessor.queue.claim;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.audioprocessor.queue.Attempt;
import org.audioprocessor.queue.Attempt.Outcome;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.queue.jdbc.Transactions;
import org.jspecify.annotations.Nullable;

/** The claims of an upload and their outcomes. */
public final class History {
  private static final String BEGIN =
      """
      INSERT INTO audio_processor_attempt (upload_id, token, owner, attempt, started_at)
      VALUES (?, ?, ?, ?, CURRENT_TIMESTAMP(6))\
      """;

  private static final String END =
      """
      UPDATE audio_processor_attempt SET ended_at = CURRENT_TIMESTAMP(6), outcome = ?, kind = ?,
        sentence = ?, detail = ? WHERE upload_id = ? AND token = ? AND outcome IS NULL\
      """;

  private static final String ATTEMPTS =
      """
      SELECT token, attempt, owner, started_at, ended_at, outcome, kind, sentence, detail
      FROM audio_processor_attempt WHERE upload_id = ? ORDER BY token DESC\
      """;

  private final Transactions transactions;
  private final Dialect dialect;

  public History(Transactions transactions, Dialect dialect) {
    this.transactions = transactions;
    this.dialect = dialect;
  }

  record Ended(
      Outcome outcome, @Nullable String kind, @Nullable String sentence, @Nullable String detail) {}

  static Ended withdrawn() {
    return new Ended(Outcome.WITHDRAWN, null, "The row was changed during processing.", null);
  }

  static void begin(Session session, Claim claim) throws SQLException {
    session.update(BEGIN, claim.uploadId(), claim.token(), claim.owner(), claim.attempt());
  }

  static void end(Session session, String uploadId, long token, Ended ended) throws SQLException {
    session.update(
        END,
        ended.outcome().name(),
        ended.kind(),
        ended.sentence(),
        ended.detail(),
        uploadId,
        token);
  }

  /** Returns all claims of the upload, newest first. */
  public List<Attempt> of(String uploadId) throws QueueException {
    return transactions.read(session -> session.list(ATTEMPTS, this::read, uploadId));
  }

  private Attempt read(ResultSet row) throws SQLException {
    String outcome = row.getString("outcome");
    Instant startedAt = Objects.requireNonNull(dialect.instant(row, "started_at"));
    return new Attempt(
        row.getLong("token"),
        row.getInt("attempt"),
        row.getString("owner"),
        startedAt,
        new Attempt.Ending(
            dialect.instant(row, "ended_at"),
            outcome == null ? null : Outcome.valueOf(outcome),
            row.getString("kind"),
            row.getString("sentence"),
            row.getString("detail")));
  }
}
