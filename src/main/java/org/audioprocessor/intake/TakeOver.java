package org.audioprocessor.intake;

import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;

/** Sets an upload back to waiting that another system or a dead worker seems to hold. */
public final class TakeOver {
  private final UploadQueue queue;

  public TakeOver(UploadQueue queue) {
    this.queue = queue;
  }

  /**
   * What to ask a person before {@link #run}.
   *
   * @throws IntakeException REFUSED if there is nothing to take over
   */
  public String question(UploadRow row) throws IntakeException {
    String name = "“" + row.upload().fileName() + "”";
    UploadRow.Lease lease = row.lease();
    return switch (row.status()) {
      case PROCESSING ->
          name
              + " is being worked on by "
              + (row.heldByAnotherSystem() || lease == null
                  ? "another system"
                  : "“" + lease.owner() + "”")
              + ". If that still runs, both may publish the track. Set it back to waiting?";
      case OTHER ->
          name
              + " has the status "
              + (row.statusText() == null ? "NULL" : "“" + row.statusText() + "”")
              + ", which is not ours. Set it back to waiting?";
      case WAITING, COMPLETED, FAILED -> throw nothingToTakeOver(row);
    };
  }

  /**
   * Does it.
   *
   * @throws IntakeException REFUSED if a living worker of ours holds it, or nobody does
   */
  public void run(UploadRow row) throws IntakeException {
    try {
      if (!queue.takeOver(row.upload().uploadId())) {
        throw row.status() == UploadStatus.PROCESSING
            ? IntakeException.refused(
                "“"
                    + row.upload().fileName()
                    + "” is being worked on by a worker that is alive. Stop that worker first, or"
                    + " wait until its lease has ended.")
            : nothingToTakeOver(row);
      }
    } catch (QueueException e) {
      throw IntakeException.of(e);
    }
  }

  private static IntakeException nothingToTakeOver(UploadRow row) {
    return IntakeException.refused(
        "“" + row.upload().fileName() + "” is held by nobody: there is nothing to take over.");
  }
}
