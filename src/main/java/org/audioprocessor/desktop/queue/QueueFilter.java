package org.audioprocessor.desktop.queue;

import java.util.Set;
import org.audioprocessor.queue.ReviewVerdict;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.list.UploadFilter;
import org.audioprocessor.queue.list.UploadFilter.BackOff;
import org.jspecify.annotations.Nullable;

/**
 * Which uploads are shown, in which order.
 *
 * @param status null for all
 * @param verdict only what was published and is judged so; null for all
 * @param backOff whether cancelled uploads are shown too, only, or not
 * @param search as typed
 */
public record QueueFilter(
    @Nullable UploadStatus status,
    @Nullable ReviewVerdict verdict,
    BackOff backOff,
    String search,
    Order order) {

  /** What the order is by. */
  public enum Column {
    STATUS,
    FILE_NAME,
    UPLOADED,
    ATTEMPTS,
    /** Of what came in. */
    LOUDNESS,
    /** Of what was published. */
    PUBLISHED_LOUDNESS
  }

  public record Order(Column column, boolean descending) {
    public static final Order NEWEST_FIRST = new Order(Column.UPLOADED, true);
  }

  static final QueueFilter ALL = new QueueFilter(null, null, BackOff.ANY, "", Order.NEWEST_FIRST);

  QueueFilter withStatus(@Nullable UploadStatus wanted) {
    return new QueueFilter(wanted, null, BackOff.ANY, search, order);
  }

  /** Whatever the status was before. */
  QueueFilter withVerdict(ReviewVerdict wanted) {
    return new QueueFilter(null, wanted, BackOff.ANY, search, order);
  }

  /** Waiting uploads that were cancelled, or those that were not. */
  QueueFilter withRest(BackOff wanted) {
    return new QueueFilter(UploadStatus.WAITING, null, wanted, search, order);
  }

  QueueFilter withSearch(String text) {
    return new QueueFilter(status, verdict, backOff, text, order);
  }

  QueueFilter withOrder(Order wanted) {
    return new QueueFilter(status, verdict, backOff, search, wanted);
  }

  /** Every upload there is. */
  boolean isEverything() {
    return status == null && verdict == null && search.isBlank();
  }

  /** In the queue's words. */
  UploadFilter uploads() {
    UploadFilter all = UploadFilter.ALL.withSearch(search).withBackOff(backOff);
    if (verdict != null) {
      return all.withVerdicts(Set.of(verdict));
    }
    return status == null ? all : all.withStatuses(Set.of(status));
  }
}
