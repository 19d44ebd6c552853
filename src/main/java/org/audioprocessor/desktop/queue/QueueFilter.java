package org.audioprocessor.desktop.queue;

import java.util.Set;
import org.audioprocessor.queue.Review.ReviewVerdict;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.list.UploadFilter;
import org.audioprocessor.queue.list.UploadFilter.BackOff;
import org.jspecify.annotations.Nullable;

/**
 * The filter and the order of the shown uploads.
 *
 * @param status null for all
 * @param verdict only published uploads with this verdict; null for all
 * @param backOff whether cancelled uploads are included, excluded, or the only ones
 * @param search as typed
 */
public record QueueFilter(
    @Nullable UploadStatus status,
    @Nullable ReviewVerdict verdict,
    BackOff backOff,
    String search,
    Order order) {

  /** A column to sort by. */
  public enum Column {
    STATUS,
    FILE_NAME,
    UPLOADED,
    ATTEMPTS,
    /** The loudness of the raw file. */
    LOUDNESS,
    /** The loudness of the published track. */
    PUBLISHED_LOUDNESS
  }

  public record Order(Column column, boolean descending) {
    public static final Order NEWEST_FIRST = new Order(Column.UPLOADED, true);
  }

  static final QueueFilter ALL = new QueueFilter(null, null, BackOff.ANY, "", Order.NEWEST_FIRST);

  QueueFilter withStatus(@Nullable UploadStatus wanted) {
    return new QueueFilter(wanted, null, BackOff.ANY, search, order);
  }

  /** Returns a filter by verdict; it replaces the status. */
  QueueFilter withVerdict(ReviewVerdict wanted) {
    return new QueueFilter(null, wanted, BackOff.ANY, search, order);
  }

  /** Returns a filter that includes, excludes or selects cancelled waiting uploads. */
  QueueFilter withRest(BackOff wanted) {
    return new QueueFilter(UploadStatus.WAITING, null, wanted, search, order);
  }

  QueueFilter withSearch(String text) {
    return new QueueFilter(status, verdict, backOff, text, order);
  }

  QueueFilter withOrder(Order wanted) {
    return new QueueFilter(status, verdict, backOff, search, wanted);
  }

  /** Returns whether the filter matches every upload. */
  boolean isEverything() {
    return status == null && verdict == null && search.isBlank();
  }

  /** Converts to the queue's filter. */
  UploadFilter uploads() {
    UploadFilter all = UploadFilter.ALL.withSearch(search).withBackOff(backOff);
    if (verdict != null) {
      return all.withVerdicts(Set.of(verdict));
    }
    return status == null ? all : all.withStatuses(Set.of(status));
  }
}
