package org.audioprocessor.queue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import org.audioprocessor.queue.claim.Requeue;
import org.audioprocessor.queue.claim.RetryRun;
import org.audioprocessor.queue.list.UploadFilter;
import org.audioprocessor.queue.list.UploadLists;

/** Retries many failed uploads; what will happen can be asked first. */
public final class BulkRetry {
  private final UploadLists lists;
  private final Requeue setBack;

  BulkRetry(UploadLists lists, Requeue setBack) {
    this.lists = lists;
    this.setBack = setBack;
  }

  /** How many of the filter's uploads have failed, counted now. */
  public long countOf(UploadFilter filter) throws QueueException {
    return filter.includes(UploadStatus.FAILED) ? lists.countOf(failedOf(filter)) : 0;
  }

  /**
   * Sets the failed ones of a filter back to waiting, each in a transaction of its own.
   *
   * @param leftOut ids of uploads that stay failed
   * @param goOn hears every now and then how many there are so far; false ends it
   * @return how many were set back; others may have changed some before
   */
  public long retryAll(UploadFilter filter, Set<String> leftOut, LongPredicate goOn)
      throws QueueException {
    return filter.includes(UploadStatus.FAILED) ? retryFailed(failedOf(filter), leftOut, goOn) : 0;
  }

  private long retryFailed(UploadFilter failed, Set<String> leftOut, LongPredicate goOn)
      throws QueueException {
    RetryRun run = new RetryRun(setBack, goOn);
    UploadLists.Walk walk = lists.walk(failed);
    List<String> ids;
    do {
      ids = walk.next();
    } while (!ids.isEmpty() && run.retry(without(ids, leftOut)));
    return run.retried();
  }

  private static List<String> without(List<String> ids, Set<String> leftOut) {
    return ids.stream().filter(id -> !leftOut.contains(id)).toList();
  }

  private static UploadFilter failedOf(UploadFilter filter) {
    Set<UploadStatus> failed = EnumSet.of(UploadStatus.FAILED);
    return filter.withStatuses(failed);
  }
}
