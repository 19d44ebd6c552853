package org.audioprocessor.queue.claim;

import java.sql.SQLException;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.claim.Locks.LeaseLock;
import org.audioprocessor.queue.claim.Locks.UploadLock;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.queue.jdbc.Sql;
import org.audioprocessor.queue.jdbc.Transactions;

/** Requeues uploads on request: resets their attempts and invalidates the holder's claim. */
public final class Requeue {
  private final Transactions transactions;

  public Requeue(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Requeues an upload that failed or is in its back-off. */
  public boolean retry(String uploadId) throws QueueException {
    return requeue(
        uploadId,
        (status, lease) ->
            status == UploadStatus.FAILED
                || (status == UploadStatus.WAITING
                    && lease.filter(l -> l.standing().backingOff()).isPresent()));
  }

  public boolean reprocess(String uploadId) throws QueueException {
    return requeue(uploadId, (status, lease) -> status == UploadStatus.COMPLETED);
  }

  /** Requeues an upload that another system or a dead worker holds, or whose status is unknown. */
  public boolean takeOver(String uploadId) throws QueueException {
    return requeue(
        uploadId,
        (status, lease) ->
            status == UploadStatus.OTHER
                || (status == UploadStatus.PROCESSING && lease.filter(Requeue::isLive).isEmpty()));
  }

  private boolean requeue(String requested, BiPredicate<UploadStatus, Optional<LeaseLock>> mayBe)
      throws QueueException {
    return transactions.inTransaction(session -> {
      Optional<UploadLock> row = Locks.upload(session, requested).filter(r -> r.upload().isTrack());
      if (row.isEmpty()) {
        return false;
      }
      // the stored id: MySQL may find the row by an id in different case
      String uploadId = row.get().upload().uploadId();
      Locks.knownTrack(session, row.get().upload().trackId());
      Optional<LeaseLock> lease = Locks.lease(session, uploadId);
      if (!mayBe.test(row.get().status(), lease)) {
        return false;
      }
      session.setStatus(uploadId, UploadStatus.WAITING, null);
      if (lease.isPresent()) {
        startOver(session, uploadId, lease.get());
      }
      return true;
    });
  }

  private static void startOver(Session session, String uploadId, LeaseLock lease)
      throws SQLException {
    if (lease.standing().active()) {
      session.update(Sql.FREE_TRACK, lease.trackId(), uploadId);
      History.end(session, uploadId, lease.token(), History.withdrawn());
    }
    session.update(Sql.START_OVER, uploadId);
  }

  private static boolean isLive(LeaseLock lease) {
    return lease.standing().active() && !lease.standing().expired();
  }
}
