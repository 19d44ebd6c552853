package org.audioprocessor.queue.claim;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicReference;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.ClaimAnswer;
import org.audioprocessor.queue.ClaimAnswer.Claimed;
import org.audioprocessor.queue.ClaimAnswer.Reason;
import org.audioprocessor.queue.ClaimAnswer.Refused;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.claim.Locks.LeaseLock;
import org.audioprocessor.queue.claim.Locks.UploadLock;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.queue.jdbc.Sql;
import org.audioprocessor.queue.jdbc.Transactions;
import org.jspecify.annotations.Nullable;

/** Grants claims of waiting uploads. */
public final class Claims {
  private final Transactions transactions;
  private final HeldClaims heldClaims;

  /** Claims whose commit was never acknowledged; they may or may not be held. */
  private final Deque<Claim> unsure = new ConcurrentLinkedDeque<>();

  public Claims(Transactions transactions, HeldClaims heldClaims) {
    this.transactions = transactions;
    this.heldClaims = heldClaims;
  }

  /**
   * Releases claims whose commit was never acknowledged. Their uploads would otherwise wait until
   * the leases expire.
   */
  public void releaseUnacknowledged() throws QueueException {
    for (Claim claim = unsure.poll(); claim != null; claim = unsure.poll()) {
      try {
        heldClaims.release(claim);
      } catch (QueueException e) {
        unsure.addFirst(claim);
        throw e;
      }
    }
  }

  private ClaimAnswer answered(Transactions.Work<ClaimAnswer> work) throws QueueException {
    AtomicReference<@Nullable ClaimAnswer> last = new AtomicReference<>();
    try {
      return transactions.inTransaction(session -> {
        last.set(null);
        ClaimAnswer answer = work.run(session);
        last.set(answer);
        return answer;
      });
    } catch (QueueException e) {
      if (last.get() instanceof Claimed claimed) {
        unsure.add(claimed.claim());
      }
      throw e;
    }
  }

  /** Claims this upload and waits for its row lock. */
  public ClaimAnswer picked(String uploadId, String owner, Duration lease) throws QueueException {
    return answered(session -> {
      Optional<UploadLock> locked = Locks.upload(session, uploadId);
      return locked.isEmpty()
          ? refused(Reason.UNKNOWN, UploadStatus.OTHER)
          : claim(session, locked.get(), owner, lease);
    });
  }

  /** Claims this upload unless another session holds its row lock. */
  ClaimAnswer candidate(Upload candidate, String owner, Duration lease) throws QueueException {
    return answered(session -> {
      Optional<UploadLock> locked = Locks.uploadOrSkip(session, candidate.uploadId());
      return locked.isEmpty()
          ? refused(Reason.HELD_ELSEWHERE, UploadStatus.WAITING)
          : claim(session, locked.get(), owner, lease);
    });
  }

  private static ClaimAnswer claim(Session session, UploadLock row, String owner, Duration lease)
      throws SQLException {
    Upload upload = row.upload();
    if (!upload.isTrack()) {
      return refused(Reason.NOT_A_TRACK, row.status());
    }
    if (row.status() != UploadStatus.WAITING) {
      boolean held = row.status() == UploadStatus.PROCESSING;
      return refused(held ? Reason.HELD_ELSEWHERE : Reason.NOT_WAITING, row.status());
    }
    if (Locks.track(session, upload.trackId()).isBusyFor(upload.uploadId())) {
      return refused(Reason.TRACK_BUSY, row.status());
    }
    Optional<LeaseLock> before = Locks.lease(session, upload.uploadId());
    if (before.isPresent() && before.get().standing().backingOff()) {
      return refused(Reason.NOT_DUE, row.status());
    }
    return new Claimed(take(session, upload, before, owner, lease));
  }

  private static Claim take(
      Session session, Upload upload, Optional<LeaseLock> before, String owner, Duration lease)
      throws SQLException {
    Claim claim = granted(upload, before, owner);
    int lost = before.filter(l -> !l.hasEnded()).map(l -> l.counts().lost()).orElse(0);
    if (before.isPresent() && before.get().standing().active()) {
      withdrawPrevious(session, upload, before.get());
    }
    String sql = before.isPresent() ? Sql.NEXT_LEASE : Sql.FIRST_LEASE;
    session.update(
        Sql.withSpan(sql, lease),
        upload.trackId(),
        owner,
        claim.attempt(),
        lost,
        upload.uploadId());
    session.setStatus(upload.uploadId(), UploadStatus.PROCESSING, null);
    session.update(Sql.HOLD_TRACK, upload.uploadId(), claim.token(), upload.trackId());
    History.begin(session, claim);
    return claim;
  }

  private static Claim granted(Upload upload, Optional<LeaseLock> before, String owner) {
    long token = before.map(LeaseLock::token).orElse(0L) + 1;
    int attempts = before.filter(l -> !l.hasEnded()).map(l -> l.counts().attempts()).orElse(0);
    return new Claim(upload, owner, token, attempts + 1);
  }

  /**
   * Ends a claim whose row was reset to waiting while it was held; its holder detects this by the
   * token.
   */
  private static void withdrawPrevious(Session session, Upload upload, LeaseLock lease)
      throws SQLException {
    History.end(session, upload.uploadId(), lease.token(), History.withdrawn());
    if (!lease.trackId().equals(upload.trackId())) {
      session.update(Sql.FREE_TRACK, lease.trackId(), upload.uploadId());
    }
  }

  private static Refused refused(Reason reason, UploadStatus status) {
    String sentence =
        switch (reason) {
          case HELD_ELSEWHERE -> "It is being processed by another worker or system.";
          case NOT_WAITING -> notWaiting(status);
          case UNKNOWN -> "No upload with this id is in the table.";
          case TRACK_BUSY ->
              "Another upload of the same track is being processed. Try again later.";
          case NOT_DUE -> "Its last attempt failed; it is in its back-off before the next one.";
          case NOT_A_TRACK -> "Its upload type is not a track.";
        };
    return new Refused(reason, status, sentence);
  }

  private static String notWaiting(UploadStatus status) {
    return switch (status) {
      case COMPLETED -> "It is published already.";
      case FAILED -> "It failed before. Retry it to set it back to waiting.";
      default -> "It is not waiting. Take it over to set it back to waiting.";
    };
  }
}
