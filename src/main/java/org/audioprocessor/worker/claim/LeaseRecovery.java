package org.audioprocessor.worker.claim;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.FailureKind.Cure;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Recovered;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.worker.PeriodicTask;
import org.audioprocessor.worker.WorkerEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the leases of workers that are gone, at the start and twice a lease. */
public final class LeaseRecovery implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseRecovery.class);

  private final UploadQueue queue;
  private final FailedFileMover failedFiles;
  private final Runnable renewal;
  private final Consumer<WorkerEvent> events;

  /** Uploads that failed by their recovery and whose raw files have not been moved yet. */
  private final Set<String> notSetAside = new LinkedHashSet<>();

  private final int lostClaims;
  private final ClockJumps jumps = ClockJumps.ofThisMachine();
  private @Nullable PeriodicTask again;

  /**
   * Recovers nothing yet.
   *
   * @param renewal renews the claims of this process, before the leases that have ended are looked
   *     for
   * @param lostClaims an upload fails when so many workers running died with it
   */
  public LeaseRecovery(
      UploadQueue queue,
      FailedFileMover failedFiles,
      Runnable renewal,
      Consumer<WorkerEvent> events,
      int lostClaims) {
    this.queue = queue;
    this.failedFiles = failedFiles;
    this.renewal = renewal;
    this.events = events;
    this.lostClaims = lostClaims;
  }

  /** Recovers once, then from time to time. */
  public void start(Duration lease) {
    recover();
    again = PeriodicTask.every(lease.dividedBy(2), "recovery", this::recover);
  }

  public void recover() {
    recover(jumps.wasSetForward() && queue.isEmbedded());
  }

  /**
   * One round.
   *
   * @param clockSetForward the database's clock is this machine's, and leases of living processes
   *     may look over: they are renewed before the next round
   */
  public void recover(boolean clockSetForward) {
    renewal.run();
    if (clockSetForward) {
      LOG.info("This machine's clock was set forward; leases are looked at in the next round");
      return;
    }
    try {
      List<Recovered> found = queue.reclaimExpired(lostClaims);
      for (Recovered recovered : found) {
        if (recovered.outcome() == Recovered.Outcome.FAILED) {
          notSetAside.add(recovered.uploadId());
        }
      }
      found.forEach(recovered -> events.accept(new WorkerEvent.UploadRecovered(recovered)));
    } catch (QueueException e) {
      warn("Leases could not be searched", e);
    }
    notSetAside.removeIf(this::isSetAside);
  }

  /** False if it must be tried again in the next round. */
  private boolean isSetAside(String uploadId) {
    try {
      Optional<UploadRow> row = queue.get(uploadId);
      if (row.isPresent()) {
        failedFiles.setAside(row.get().upload(), failedFiles.whileFailed(uploadId));
      }
      return true;
    } catch (ProcessingException e) {
      // the file of an upload that was retried meanwhile stays where it is
      boolean isSettled = e.kind() == FailureKind.LEASE_LOST || e.kind().cure() == Cure.NEW_FILE;
      if (!isSettled) {
        warn("The raw file of the failed upload " + uploadId + " could not be moved", e);
      }
      return isSettled;
    } catch (QueueException e) {
      warn("The raw file of the failed upload " + uploadId + " could not be moved", e);
      return false;
    }
  }

  private static void warn(String what, Exception e) {
    LOG.warn("{}; it is tried again: {}", what, e.getMessage());
    LOG.debug("The recovery failed", e);
  }

  @Override
  public void close() {
    if (again != null) {
      again.close();
    }
  }
}
