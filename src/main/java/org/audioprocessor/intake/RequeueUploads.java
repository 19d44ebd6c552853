package org.audioprocessor.intake;

import java.util.Set;
import java.util.function.Consumer;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.list.PageRequest;
import org.audioprocessor.queue.list.Pages.Page;
import org.jspecify.annotations.Nullable;

/**
 * Sets failed uploads back to waiting. Their raw files may stand under the failed prefix; the next
 * try finds them there.
 */
public final class RequeueUploads {
  private static final int PAGE_ROWS = 500;

  private final UploadQueue queue;

  public RequeueUploads(UploadQueue queue) {
    this.queue = queue;
  }

  /**
   * One that failed, or that rests after a try.
   *
   * @throws IntakeException REFUSED, saying what it is instead
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
   * Every failed one, newest first.
   *
   * @param leftOut ids of uploads that stay failed
   * @param retried hears of each
   */
  public void retryAllFailed(Set<String> leftOut, Consumer<UploadRow> retried)
      throws IntakeException {
    try {
      PageRequest.@Nullable Cursor after = null;
      do {
        PageRequest request = PageRequest.first(PAGE_ROWS).withStatus(UploadStatus.FAILED);
        Page page = queue.page(after == null ? request : request.after(after));
        for (UploadRow row : page.rows()) {
          String uploadId = row.upload().uploadId();
          if (!leftOut.contains(uploadId) && queue.retry(uploadId)) {
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
      case WAITING -> "waits already.";
      case PROCESSING -> "is being worked on. If nobody does, take it over.";
      case COMPLETED -> "is published; nothing is to be retried.";
      case FAILED -> "was changed by somebody else just now. List it, then try again.";
      case OTHER -> "has a status of another system. Take it over to set it back to waiting.";
    };
  }
}
