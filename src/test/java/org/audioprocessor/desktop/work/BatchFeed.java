package org.audioprocessor.desktop.work;

import java.util.List;
import org.audioprocessor.desktop.batch.Batch;
import org.audioprocessor.worker.WorkerEvent;

/** Tells a batch what a pool would, at any pace. */
public record BatchFeed(Batch batch) {

  /** So many uploads are worked on from now on. */
  public void begin(int uploads) {
    batch.tally.begin();
    batch.tally.expect(uploads, List.of());
  }

  public void tell(WorkerEvent event) {
    batch.on(event);
  }
}
