package org.audioprocessor.intake;

import java.util.Set;
import java.util.function.Consumer;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.list.UploadFilter;
import org.audioprocessor.queue.list.UploadLists.Cursor;
import org.audioprocessor.queue.list.UploadLists.Page;

/**
 * Requeues uploads: failed ones, and those that another system or a dead worker holds. Raw files
 * may be under the failed prefix; the next attempt finds them there.
 */
public final class RequeueUploads {
  private static final int PAGE_ROWS = 500;

  private final UploadQueue queue;

  public RequeueUploads(UploadQueue queue) {
    this.queue = queue;
  }

  /**
   * Requeues an upload that failed or is in its back-off.
   *
   * @throws IntakeException REFUSED, with the upload's actual state
   */
  public void retry(UploadRow row) throws IntakeException {
    try {
      if (!queue.retry(row.upload().uploadId())) {
        throw IntakeException.refused("“" + row.upload().fileName() + "” " + instead(row.status()));
      }
    } catch (QueueException e) {
      throw IntakeException.of(e);
    }
  }

  /**
   * Requeues every failed upload, newest first.
   *
   * @param excluded ids of uploads that stay failed
   * @param retried receives each requeued upload
   */
  public void retryAllFailed(Set<String> excluded, Consumer<UploadRow> retried)
      throws IntakeException {
    try {
      Cursor after = null;
      do {
        Page page = queue.page(UploadFilter.of(UploadStatus.FAILED), after, PAGE_ROWS);
        for (UploadRow row : page.rows()) {
          String uploadId = row.upload().uploadId();
          if (!excluded.contains(uploadId) && queue.retry(uploadId)) {
            retried.accept(row);
          }
        }
        after = page.next();
      } while (after != null);
    } catch (QueueException e) {
      throw IntakeException.of(e);
    }
  }

  private static String instead(UploadStatus status) {
    return switch (status) {
      case WAITING -> "is already waiting.";
      case PROCESSING -> "is being processed. If its worker has stopped, take it over.";
      case COMPLETED -> "is published; there is nothing to retry.";
      case FAILED -> "was changed concurrently. List it, then try again.";
      case OTHER -> "has a status of another system. Take it over to requeue it.";
    };
  }

  /**
   * Returns the question to confirm before {@link #takeOver}.
   *
   * @throws IntakeException REFUSED if there is nothing to take over
   */
  public String takeOverQuestion(UploadRow row) throws IntakeException {
    String name = "“" + row.upload().fileName() + "”";
    UploadRow.Lease lease = row.lease();
    return switch (row.status()) {
      case PROCESSING ->
          name
              + " is being processed by "
              + (row.heldByAnotherSystem() || lease == null
                  ? "another system"
                  : "“" + lease.owner() + "”")
              + ". If that is still running, both may publish the track. Requeue it?";
      case OTHER ->
          name
              + " has the status "
              + (row.statusText() == null ? "NULL" : "“" + row.statusText() + "”")
              + ", which is unknown to the program. Requeue it?";
      case WAITING, COMPLETED, FAILED -> throw nothingToTakeOver(row);
    };
  }

  /**
   * Requeues the upload.
   *
   * @throws IntakeException REFUSED if a live worker holds it, or there is nothing to take over
   */
  public void takeOver(UploadRow row) throws IntakeException {
    try {
      if (!queue.takeOver(row.upload().uploadId())) {
        throw row.status() == UploadStatus.PROCESSING
            ? IntakeException.refused(
                "“"
                    + row.upload().fileName()
                    + "” is being processed by a live worker. Stop that worker first, or wait"
                    + " until its lease has expired.")
            : nothingToTakeOver(row);
      }
    } catch (QueueException e) {
      throw IntakeException.of(e);
    }
  }

  private static IntakeException nothingToTakeOver(UploadRow row) {
    return IntakeException.refused(
        "“" + row.upload().fileName() + "” is not held: there is nothing to take over.");
  }
}
