package org.audioprocessor.queue.claim;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.audioprocessor.queue.Attempt;
import org.audioprocessor.queue.ClaimAnswer.Recovered;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.claim.History.Ended;
import org.audioprocessor.queue.claim.Locks.Counts;
import org.audioprocessor.queue.claim.Locks.LeaseLock;
import org.audioprocessor.queue.claim.Locks.UploadLock;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.queue.jdbc.Sql;
import org.audioprocessor.queue.jdbc.Transactions;
import org.jspecify.annotations.Nullable;

/** Ends the leases of dead workers. */
public final class Recovery {
  private static final int BATCH = 64;

  /** Upper bound of the setting. */
  private static final Duration LONGEST_LEASE = Duration.ofHours(1);

  private final Transactions transactions;
  private final Dialect dialect;

  public Recovery(Transactions transactions, Dialect dialect) {
    this.transactions = transactions;
    this.dialect = dialect;
  }

  /**
   * Ends expired leases. An upload fails at this number of lost claims, so that an input that
   * crashes its worker cannot stop all workers.
   */
  public List<Recovered> reclaimExpired(int mostLost) throws QueueException {
    if (dialect == Dialect.H2) {
      shortenLeases();
    }
    List<Recovered> recovered = new ArrayList<>();
    while (true) {
      List<String> expired =
          transactions.read(
              session -> session.list(Sql.EXPIRED, row -> row.getString("upload_id"), BATCH));
      int before = recovered.size();
      for (String uploadId : expired) {
        try {
          transactions
              .inTransaction(session -> reclaim(session, uploadId, mostLost))
              .ifPresent(recovered::add);
        } catch (QueueException e) {
          if (recovered.isEmpty()) {
            throw e;
          }
          // committed recoveries must be reported; the next call meets the failure again
          return recovered;
        }
      }
      if (expired.size() < BATCH || recovered.size() == before) {
        return recovered;
      }
    }
  }

  private void shortenLeases() throws QueueException {
    String tooLong = Sql.withSpan(Sql.TOO_LONG_LEASES, LONGEST_LEASE);
    if (transactions.read(session -> session.exists(tooLong))) {
      String shorten = Sql.withSpan(Sql.SHORTEN_LEASES, LONGEST_LEASE);
      transactions.inTransaction(session -> session.update(shorten));
    }
  }

  private static Optional<Recovered> reclaim(Session session, String uploadId, int mostLost)
      throws SQLException {
    Optional<UploadLock> row = Locks.uploadOrSkip(session, uploadId);
    boolean mayBeThere = session.traits().uploads().canHold(uploadId);
    if (row.isEmpty() && mayBeThere && session.exists(Sql.UPLOAD_EXISTS, uploadId)) {
      return Optional.empty();
    }
    Optional<String> track =
        session.first(Sql.TRACK_OF_LEASE, result -> result.getString("track_id"), uploadId);
    if (track.isEmpty()) {
      return Optional.empty();
    }
    Locks.knownTrack(session, track.get());
    Optional<LeaseLock> lease =
        Locks.lease(session, uploadId).filter(l -> l.standing().active() && l.standing().expired());
    return lease.isEmpty()
        ? Optional.empty()
        : Optional.of(end(session, uploadId, row, lease.get(), mostLost));
  }

  private static Recovered end(
      Session session, String uploadId, Optional<UploadLock> row, LeaseLock lease, int mostLost)
      throws SQLException {
    boolean processing = row.filter(r -> r.status() == UploadStatus.PROCESSING).isPresent();
    Counts counts = new Counts(lease.counts().attempts(), lease.counts().lost() + 1);
    Recovered.Outcome outcome;
    if (!processing) {
      outcome = Recovered.Outcome.LEASE_ENDED;
      endLease(session, uploadId, lease, lease.counts(), History.withdrawn());
    } else if (counts.lost() >= mostLost) {
      outcome = Recovered.Outcome.FAILED;
      String sentence =
          "The worker ended without a result "
              + (counts.lost() == 1 ? "once" : counts.lost() + " times")
              + " while processing this file. The file may be damaged; check it, then retry.";
      session.setStatus(uploadId, UploadStatus.FAILED, sentence);
      endLease(session, uploadId, lease, counts, lost(Attempt.Outcome.FAILED, sentence));
    } else {
      outcome = Recovered.Outcome.WAITING_AGAIN;
      session.setStatus(uploadId, UploadStatus.WAITING, null);
      endLease(session, uploadId, lease, counts, lost(Attempt.Outcome.LOST, null));
    }
    return new Recovered(uploadId, lease.owner(), outcome);
  }

  private static Ended lost(Attempt.Outcome outcome, @Nullable String sentence) {
    return new Ended(outcome, "lost", sentence, null);
  }

  private static void endLease(
      Session session, String uploadId, LeaseLock lease, Counts counts, Ended ended)
      throws SQLException {
    session.update(Sql.FREE_TRACK, lease.trackId(), uploadId);
    session.update(
        Sql.END_LEASE, counts.attempts(), counts.lost(), ended.outcome().name(), uploadId);
    History.end(session, uploadId, lease.token(), ended);
  }
}
