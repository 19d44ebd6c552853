package org.audioprocessor.worker.source;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.worker.WorkerEvent;
import org.audioprocessor.worker.WorkerSettings;
import org.audioprocessor.worker.Workload;

/** Source of the claims of a pool. Safe for use by all slots. */
public interface WorkSource {
  /**
   * Creates the source for a workload.
   *
   * @param events receives uploads that cannot be claimed
   */
  static WorkSource of(
      Workload workload, UploadQueue queue, WorkerSettings settings, Consumer<WorkerEvent> events) {
    return switch (workload) {
      case Workload.UntilStopped all -> new AnyWaiting(queue, settings, false);
      case Workload.AllThatWait all -> new AnyWaiting(queue, settings, true);
      case Workload.These(List<String> ids) -> new ChosenUploads(queue, settings, ids, events);
    };
  }

  /** What happens to an upload after its run. */
  enum Disposition {
    FINISHED,
    /** It waits again, immediately or after a back-off. */
    WAITS_AGAIN
  }

  /** Claims the next upload; empty if none can be claimed at present. */
  Optional<Claim> next() throws QueueException;

  /** Reports the end of a claim; called once for each claim. */
  void ended(Claim claim, Disposition disposition);

  /** Adds uploads to the workload. */
  void include(Collection<String> uploadIds);

  /** Removes an upload that has not been claimed; false if it is not in the workload. */
  boolean drop(String uploadId);

  /** Whether no claim is held and no more will be made. */
  boolean isOver();
}
