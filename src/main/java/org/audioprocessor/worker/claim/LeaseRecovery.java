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
import org.audioprocessor.queue.ClaimAnswer.Recovered;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.worker.PeriodicTask;
import org.audioprocessor.worker.WorkerEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the expired claims of dead workers, at the start and twice per lease. */
public final class LeaseRecovery implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseRecovery.class);

  private final UploadQueue queue;
  private final FailedFileMover failedFiles;
  private final Runnable renewal;
  private final Consumer<WorkerEvent> events;

  /** Uploads that failed by recovery and whose raw files have not been moved yet. */
  private final Set<String> notSetAside = new LinkedHashSet<>();

  private final int lostClaims;
  private final ClockJumps jumps = ClockJumps.ofThisMachine();
  private @Nullable PeriodicTask again;

  /**
   * Recovers nothing yet.
   *
   * @param renewal renews the claims of this process, before expired ones are searched
   * @param lostClaims number of consecutive lost claims after which an upload fails
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

  /** Recovers once, then periodically. */
  public void start(Duration lease) {
    recover();
    again = PeriodicTask.every(lease.dividedBy(2), "recovery", this::recover);
  }

  public void recover() {
    recover(jumps.wasSetForward() && queue.isEmbedded());
  }

  /**
   * Runs one round.
   *
   * @param clockSetForward the clock of an embedded database was set forward, so leases of live
   *     processes may seem expired; they are renewed before the next round
   */
  public void recover(boolean clockSetForward) {
    renewal.run();
    if (clockSetForward) {
      LOG.info("The clock was set forward; expired leases are searched in the next round");
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
      warn("Expired leases could not be searched", e);
    }
    notSetAside.removeIf(this::isSetAside);
  }

  /** False if it must be repeated in the next round. */
  private boolean isSetAside(String uploadId) {
    try {
      Optional<UploadRow> row = queue.get(uploadId);
      if (row.isPresent()) {
        failedFiles.setAside(row.get().upload(), failedFiles.whileFailed(uploadId));
      }
      return true;
    } catch (ProcessingException e) {
      // the upload was retried meanwhile: its file is not moved
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
    LOG.warn("{}; it is repeated: {}", what, e.getMessage());
    LOG.debug("The recovery failed", e);
  }

  @Override
  public void close() {
    if (again != null) {
      again.close();
    }
  }
}
