package org.audioprocessor.queue.claim;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.audioprocessor.queue.Attempt;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.generation.Generation.GenerationTry;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.queue.jdbc.Sql;
import org.jspecify.annotations.Nullable;

/** Row locks. Always acquire them in this order: upload, track, lease. */
public final class Locks {
  private Locks() {}

  record UploadLock(Upload upload, @Nullable String statusText) {
    UploadStatus status() {
      return UploadStatus.of(statusText);
    }
  }

  public record TrackLock(
      String trackId,
      @Nullable String holderUpload,
      boolean heldForRollback,
      int lastGeneration,
      @Nullable GenerationTry current) {

    boolean isBusyFor(String uploadId) {
      return heldForRollback || (holderUpload != null && !holderUpload.equals(uploadId));
    }
  }

  public record LeaseLock(
      String trackId, String owner, long token, Counts counts, Standing standing) {
    boolean isHeldBy(Claim claim) {
      return standing.active() && token == claim.token() && owner.equals(claim.owner());
    }

    /** Returns true if the last outcome is final, so that attempts are counted from 1 again. */
    boolean hasEnded() {
      Attempt.Outcome last = standing.lastOutcome();
      return !standing.active() && last != null && last.isFinal();
    }
  }

  record Counts(int attempts, int lost) {}

  record Standing(
      boolean active, boolean backingOff, boolean expired, Attempt.@Nullable Outcome lastOutcome) {}

  /** Locks the row; waits for other sessions. */
  static Optional<UploadLock> upload(Session session, String uploadId) throws SQLException {
    return lockedRow(session, Sql.LOCK_UPLOAD_WAITING, uploadId);
  }

  /** Locks the row; empty also if another session holds its lock. */
  static Optional<UploadLock> uploadOrSkip(Session session, String uploadId) throws SQLException {
    return lockedRow(session, Sql.LOCK_UPLOAD_OR_SKIP, uploadId);
  }

  private static Optional<UploadLock> lockedRow(Session session, String sql, String uploadId)
      throws SQLException {
    return session.traits().uploads().canHold(uploadId)
        ? session.first(sql, Locks::readUpload, uploadId)
        : Optional.empty();
  }

  /** Locks the track's row; creates it if it is missing. */
  public static TrackLock track(Session session, String trackId) throws SQLException {
    Optional<TrackLock> known = knownTrack(session, trackId);
    if (known.isPresent()) {
      return known.get();
    }
    session.update(Sql.FIRST_TRACK, trackId);
    return new TrackLock(trackId, null, false, 0, null);
  }

  public static Optional<TrackLock> knownTrack(Session session, String trackId)
      throws SQLException {
    return session.first(Sql.LOCK_TRACK, row -> readTrack(row, trackId), trackId);
  }

  static Optional<LeaseLock> lease(Session session, String uploadId) throws SQLException {
    return session.first(Sql.LOCK_LEASE, Locks::readLease, uploadId);
  }

  /**
   * Locks and returns the lease if the claim still holds it and the row still says {@code
   * processing}.
   */
  public static Optional<LeaseLock> heldLease(Session session, Claim claim) throws SQLException {
    if (!isProcessing(session, claim)) {
      return Optional.empty();
    }
    knownTrack(session, claim.trackId());
    return lease(session, claim.uploadId()).filter(lease -> lease.isHeldBy(claim));
  }

  static boolean isProcessing(Session session, Claim claim) throws SQLException {
    return upload(session, claim.uploadId())
        .filter(row -> row.status() == UploadStatus.PROCESSING)
        .isPresent();
  }

  private static UploadLock readUpload(ResultSet row) throws SQLException {
    return new UploadLock(readCandidate(row), row.getString("processing_status"));
  }

  public static Upload readCandidate(ResultSet row) throws SQLException {
    return new Upload(row.getString("upload_id"), fileName(row), row.getString("upload_type"));
  }

  /**
   * Returns the empty text for NULL: such an upload fails with a reason instead of waiting forever.
   */
  public static String fileName(ResultSet row) throws SQLException {
    String fileName = row.getString("file_name");
    return fileName == null ? "" : fileName;
  }

  private static TrackLock readTrack(ResultSet row, String trackId) throws SQLException {
    int generation = row.getInt("current_generation");
    GenerationTry current =
        row.wasNull() ? null : new GenerationTry(trackId, generation, row.getInt("current_try"));
    return new TrackLock(
        trackId,
        row.getString("holder_upload"),
        row.getInt("held") == 1,
        row.getInt("last_generation"),
        current);
  }

  private static LeaseLock readLease(ResultSet row) throws SQLException {
    String outcome = row.getString("last_outcome");
    return new LeaseLock(
        row.getString("track_id"),
        row.getString("owner"),
        row.getLong("token"),
        new Counts(row.getInt("attempts"), row.getInt("lost")),
        new Standing(
            row.getInt("active") == 1,
            row.getInt("resting") == 1,
            row.getInt("expired") == 1,
            outcome == null ? null : Attempt.Outcome.valueOf(outcome)));
  }
}
