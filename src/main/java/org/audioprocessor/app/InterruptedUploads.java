package org.audioprocessor.app;

import java.util.List;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.list.PageRequest;
import org.audioprocessor.worker.WorkerSettings;

/** Finds uploads of an embedded queue whose worker was killed on this computer. */
public final class InterruptedUploads {
  private static final int MOST = 500;

  private InterruptedUploads() {}

  /** Returns the uploads whose leases have not been recovered yet; none for a platform's queue. */
  public static List<UploadRow> of(Application application) throws StartupException {
    if (!application.isEmbedded()) {
      return List.of();
    }
    try {
      PageRequest processing = PageRequest.first(MOST).withStatus(UploadStatus.PROCESSING);
      return application.queue().page(processing).rows().stream()
          .filter(InterruptedUploads::isInterrupted)
          .toList();
    } catch (QueueException e) {
      throw StartupException.of(e);
    }
  }

  private static boolean isInterrupted(UploadRow row) {
    return row.lease() != null
        && row.lease().active()
        && WorkerSettings.isOfDeadProcessHere(row.lease().owner());
  }
}
