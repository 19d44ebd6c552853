package org.audioprocessor.worker;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.audioprocessor.pipeline.ProcessingException;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Recovered;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadRow;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the leases of workers that are gone, at the start and twice a lease. */
final class Recovery implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final UploadQueue queue;
  private final FailedFiles failedFiles;
  private final Consumer<WorkerEvent> events;
  private @Nullable Regularly again;

  Recovery(UploadQueue queue, FailedFiles failedFiles, Consumer<WorkerEvent> events) {
    this.queue = queue;
    this.failedFiles = failedFiles;
    this.events = events;
  }

  /** Recovers once, then from time to time. */
  void start(Duration lease) {
    recover();
    again = Regularly.every(lease.dividedBy(2), "recovery", this::recover);
  }

  private void recover() {
    try {
      for (Recovered recovered : queue.reclaimExpired()) {
        events.accept(new WorkerEvent.UploadRecovered(recovered));
        if (recovered.outcome() == Recovered.Outcome.FAILED) {
          setAside(recovered.uploadId());
        }
      }
    } catch (QueueException | ProcessingException e) {
      // comes round again
      LOG.warn("Leases could not be looked through: {}", e.getMessage());
      LOG.debug("The recovery failed", e);
    }
  }

  private void setAside(String uploadId) throws QueueException, ProcessingException {
    Optional<UploadRow> row = queue.get(uploadId);
    if (row.isPresent()) {
      failedFiles.setAside(row.get().upload(), failedFiles.whileFailed(uploadId));
    }
  }

  @Override
  public void close() {
    if (again != null) {
      again.close();
    }
  }
}
