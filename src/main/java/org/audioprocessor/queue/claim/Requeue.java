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

/** A person sets an upload back to waiting: attempts start over, whoever held it is fenced off. */
public final class Requeue {
  private final Transactions transactions;

  public Requeue(Transactions transactions) {
    this.transactions = transactions;
  }

  /** A failed one, or one that rests after a try. */
  public boolean retry(String uploadId) throws QueueException {
    return setBack(
        uploadId,
        (status, lease) ->
            status == UploadStatus.FAILED
                || (status == UploadStatus.WAITING
                    && lease.filter(l -> l.standing().resting()).isPresent()));
  }

  public boolean reprocess(String uploadId) throws QueueException {
    return setBack(uploadId, (status, lease) -> status == UploadStatus.COMPLETED);
  }

  /** One that another system holds, a dead worker held, or whose status is not ours. */
  public boolean takeOver(String uploadId) throws QueueException {
    return setBack(
        uploadId,
        (status, lease) ->
            status == UploadStatus.OTHER
                || (status == UploadStatus.PROCESSING && lease.filter(Requeue::isAlive).isEmpty()));
  }

  private boolean setBack(String asked, BiPredicate<UploadStatus, Optional<LeaseLock>> mayBe)
      throws QueueException {
    return transactions.inTransaction(session -> {
      Optional<UploadLock> row = Locks.upload(session, asked).filter(r -> r.upload().isTrack());
      if (row.isEmpty()) {
        return false;
      }
      // as it is stored: MySQL may have found it by an id in other letters
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

  private static boolean isAlive(LeaseLock lease) {
    return lease.standing().active() && !lease.standing().expired();
  }
}
