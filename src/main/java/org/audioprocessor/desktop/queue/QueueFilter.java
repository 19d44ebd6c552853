package org.audioprocessor.desktop.queue;

import java.util.Set;
import org.audioprocessor.queue.ReviewVerdict;
import org.audioprocessor.queue.UploadFilter;
import org.audioprocessor.queue.UploadStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which uploads are shown, in which order.
 *
 * @param status null for all
 * @param toReview only what was published and waits for a verdict
 * @param search as typed
 */
record QueueFilter(@Nullable UploadStatus status, boolean toReview, String search, Order order) {

  /** What the order is by. */
  enum Column {
    STATUS,
    FILE_NAME,
    UPLOADED,
    ATTEMPTS,
    LOUDNESS
  }

  record Order(Column column, boolean descending) {
    static final Order NEWEST_FIRST = new Order(Column.UPLOADED, true);
  }

  static final QueueFilter ALL = new QueueFilter(null, false, "", Order.NEWEST_FIRST);

  QueueFilter withStatus(@Nullable UploadStatus wanted) {
    return new QueueFilter(wanted, false, search, order);
  }

  /** Whatever the status was before. */
  QueueFilter thoseToReview() {
    return new QueueFilter(null, true, search, order);
  }

  QueueFilter withSearch(String text) {
    return new QueueFilter(status, toReview, text, order);
  }

  QueueFilter withOrder(Order wanted) {
    return new QueueFilter(status, toReview, search, wanted);
  }

  /** In the queue's words. */
  UploadFilter uploads() {
    UploadFilter all = UploadFilter.ALL.withSearch(search);
    if (toReview) {
      return all.withVerdicts(Set.of(ReviewVerdict.UNREVIEWED));
    }
    return status == null ? all : all.withStatuses(Set.of(status));
  }
}
