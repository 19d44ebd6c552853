package org.audioprocessor.queue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import org.audioprocessor.queue.claim.Requeue;
import org.audioprocessor.queue.list.UploadFilter;
import org.audioprocessor.queue.list.UploadLists;

/** Requeues many failed uploads. The number of affected uploads can be read first. */
public final class BulkRetry {
  private static final int STRIDE = 100;

  private final UploadLists lists;
  private final Requeue requeue;

  BulkRetry(UploadLists lists, Requeue requeue) {
    this.lists = lists;
    this.requeue = requeue;
  }

  /** Counts the filter's failed uploads. */
  public long countOf(UploadFilter filter) throws QueueException {
    return filter.includes(UploadStatus.FAILED) ? lists.countOf(failedOf(filter)) : 0;
  }

  /**
   * Requeues the failed uploads of a filter, each in its own transaction.
   *
   * @param excluded ids of uploads that stay failed
   * @param progress receives the number of requeued uploads after every 100; false stops the run
   * @return the number of requeued uploads; uploads changed meanwhile are not counted
   */
  public long retryAll(UploadFilter filter, Set<String> excluded, LongPredicate progress)
      throws QueueException {
    if (!filter.includes(UploadStatus.FAILED)) {
      return 0;
    }
    UploadLists.IdCursor cursor = lists.ids(failedOf(filter));
    long retried = 0;
    for (List<String> ids = cursor.next(); !ids.isEmpty(); ids = cursor.next()) {
      List<String> included = ids.stream().filter(id -> !excluded.contains(id)).toList();
      for (int from = 0; from < included.size(); from += STRIDE) {
        for (String id : included.subList(from, Math.min(from + STRIDE, included.size()))) {
          retried += requeue.retry(id) ? 1 : 0;
        }
        if (!progress.test(retried)) {
          return retried;
        }
      }
    }
    return retried;
  }

  private static UploadFilter failedOf(UploadFilter filter) {
    Set<UploadStatus> failed = EnumSet.of(UploadStatus.FAILED);
    return filter.withStatuses(failed);
  }
}
