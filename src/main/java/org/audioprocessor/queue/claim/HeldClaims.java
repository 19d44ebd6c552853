package org.audioprocessor.queue.claim;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.audioprocessor.queue.Attempt.Outcome;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Result;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.claim.History.Ended;
import org.audioprocessor.queue.claim.Locks.Counts;
import org.audioprocessor.queue.claim.Locks.LeaseLock;
import org.audioprocessor.queue.generation.Generation.GenerationTry;
import org.audioprocessor.queue.generation.TrackGenerations;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.queue.jdbc.Sql;
import org.audioprocessor.queue.jdbc.Transactions;
import org.audioprocessor.text.PlainText;
import org.jspecify.annotations.Nullable;

/** Operations of a claim's holder. They change nothing once the claim is lost. */
public final class HeldClaims {
  private static final String REPLACE_RESULT =
      """
      UPDATE audio_processor_result SET track_id = ?, generation = ?, try_number = ?,
        input_lufs = ?, output_lufs = ?, true_peak_dbtp = ?, duration_seconds = ?,
        metadata_key = ?, completed_at = CURRENT_TIMESTAMP(6), verdict = NULL
      WHERE upload_id = ?\
      """;

  private static final String ADD_RESULT =
      """
      INSERT INTO audio_processor_result (track_id, generation, try_number, input_lufs,
        output_lufs, true_peak_dbtp, duration_seconds, metadata_key, upload_id, completed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, CURRENT_TIMESTAMP(6))\
      """;

  private static final String FORGET_SCORE =
      "DELETE FROM audio_processor_quality WHERE upload_id = ?";

  private static final String ADD_SCORE =
      """
      INSERT INTO audio_processor_quality (upload_id, score_2f, recorded_at)
      VALUES (?, ?, CURRENT_TIMESTAMP(6))\
      """;

  private final Transactions transactions;
  private final Transactions renewing;

  public HeldClaims(Transactions transactions, Transactions renewing) {
    this.transactions = transactions;
    this.renewing = renewing;
  }

  public boolean renew(Claim claim, Duration lease) throws QueueException {
    return renewing.inTransaction(session ->
        Locks.isProcessing(session, claim)
            && session.update(
                    Sql.withSpan(Sql.RENEW, lease), claim.uploadId(), claim.owner(), claim.token())
                == 1);
  }

  public boolean isStillHeld(Claim claim) throws QueueException {
    return transactions.read(session ->
        session.exists(
            Sql.STILL_MINE, claim.uploadId(), claim.uploadId(), claim.owner(), claim.token()));
  }

  /** Writes generation, result and status in one transaction. */
  public boolean completed(
      Claim claim, @Nullable GenerationTry published, String detail, Result result)
      throws QueueException {
    String finding = result.finding() == null ? null : PlainText.escaped(result.finding());
    Ended ended = new Ended(Outcome.COMPLETED, null, finding, detail);
    return transactions.inTransaction(session -> {
      Optional<LeaseLock> lease = Locks.heldLease(session, claim);
      if (lease.isEmpty()) {
        return false;
      }
      if (published != null) {
        TrackGenerations.publish(session, published);
        storeResult(session, claim.uploadId(), published, result);
      }
      end(session, claim, UploadStatus.COMPLETED, new Counts(0, 0), ended);
      return true;
    });
  }

  public boolean failed(Claim claim, String kind, String sentence) throws QueueException {
    Ended ended = new Ended(Outcome.FAILED, kind, PlainText.escaped(sentence), null);
    return transactions.inTransaction(session -> {
      Optional<LeaseLock> lease = Locks.heldLease(session, claim);
      if (lease.isPresent()) {
        end(session, claim, UploadStatus.FAILED, lease.get().counts(), ended);
      }
      return lease.isPresent();
    });
  }

  public boolean release(Claim claim) throws QueueException {
    Ended ended = new Ended(Outcome.RELEASED, null, null, null);
    return transactions.inTransaction(session -> {
      Optional<LeaseLock> lease = Locks.heldLease(session, claim);
      if (lease.isPresent()) {
        Counts counts = lease.get().counts();
        Counts refunded = new Counts(Math.max(0, counts.attempts() - 1), counts.lost());
        end(session, claim, UploadStatus.WAITING, refunded, ended);
      }
      return lease.isPresent();
    });
  }

  public boolean retryLater(Claim claim, String kind, String sentence, Duration backOff)
      throws QueueException {
    Ended ended = new Ended(Outcome.RETRY, kind, PlainText.escaped(sentence), null);
    return transactions.inTransaction(session -> {
      Optional<LeaseLock> lease = Locks.heldLease(session, claim);
      if (lease.isPresent()) {
        end(session, claim, UploadStatus.WAITING, lease.get().counts(), ended);
        session.update(Sql.withSpan(Sql.BACK_OFF, backOff), claim.uploadId());
      }
      return lease.isPresent();
    });
  }

  /** Replaces the upload's result. The new generation is unreviewed. */
  private static void storeResult(
      Session session, String uploadId, GenerationTry published, Result result)
      throws SQLException {
    if (writeResult(session, REPLACE_RESULT, uploadId, published, result) == 0) {
      writeResult(session, ADD_RESULT, uploadId, published, result);
    }
    session.update(FORGET_SCORE, uploadId);
    if (result.score2f() != null) {
      session.update(ADD_SCORE, uploadId, result.score2f());
    }
  }

  private static int writeResult(
      Session session, String sql, String uploadId, GenerationTry published, Result result)
      throws SQLException {
    return session.update(
        sql,
        published.trackId(),
        published.generation(),
        published.tryNumber(),
        result.inputLufs(),
        result.outputLufs(),
        result.truePeakDbtp(),
        result.durationSeconds(),
        result.metadataKey(),
        uploadId);
  }

  private static void end(
      Session session, Claim claim, UploadStatus status, Counts counts, Ended ended)
      throws SQLException {
    // the platform's message is for failures; a finding is no failure
    String message = status == UploadStatus.COMPLETED ? null : ended.sentence();
    session.setStatus(claim.uploadId(), status, message);
    session.update(Sql.FREE_TRACK, claim.trackId(), claim.uploadId());
    session.update(
        Sql.END_LEASE, counts.attempts(), counts.lost(), ended.outcome().name(), claim.uploadId());
    History.end(session, claim.uploadId(), claim.token(), ended);
  }
}
