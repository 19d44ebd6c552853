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
import org.audioprocessor.worker.claim.Disposition;

/** Where a pool's slots get their work. Safe for use by all of them. */
public interface WorkSource {
  /**
   * What a pool with this workload works on.
   *
   * @param events hears of uploads that cannot be worked on
   */
  static WorkSource of(
      Workload workload, UploadQueue queue, WorkerSettings settings, Consumer<WorkerEvent> events) {
    return switch (workload) {
      case Workload.UntilStopped all -> new AnyWaiting(queue, settings, false);
      case Workload.AllThatWait all -> new AnyWaiting(queue, settings, true);
      case Workload.These(List<String> ids) -> new ChosenUploads(queue, settings, ids, events);
    };
  }

  /** Empty if there is nothing at the moment. */
  Optional<Claim> next() throws QueueException;

  /** Each claim that was given ends once. */
  void ended(Claim claim, Disposition ending);

  /** From now on these are wanted too. */
  void include(Collection<String> uploadIds);

  /** Takes out an upload that has not been claimed; false if it is none of the wanted ones. */
  boolean drop(String uploadId);

  /** Nothing runs and nothing more will come. */
  boolean isOver();
}
