package org.audioprocessor.desktop.work;

import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.ReviewVerdict;
import org.audioprocessor.queue.generation.Reviews;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The number of tracks by the reviewers' verdict. UI thread only. */
public final class ReviewCounts {
  private static final Logger LOG = LoggerFactory.getLogger(ReviewCounts.class);

  private final Reviews reviews;
  private final UiExecutors executors;
  private final ReadOnlyObjectWrapper<Map<ReviewVerdict, Long>> counts =
      new ReadOnlyObjectWrapper<>(Map.of());

  /** Refreshes with every poll of {@code livePoller}. */
  public ReviewCounts(Reviews reviews, QueuePoller livePoller, UiExecutors executors) {
    this.reviews = reviews;
    this.executors = executors;
    livePoller.ticks().addListener((value, before, now) -> refresh());
  }

  /** Empty before the first result. */
  public ReadOnlyObjectProperty<Map<ReviewVerdict, Long>> counts() {
    return counts.getReadOnlyProperty();
  }

  public void refresh() {
    executors
        .background()
        .execute(() -> {
          try {
            Map<ReviewVerdict, Long> found = reviews.counts();
            executors.ui().execute(() -> counts.set(found));
          } catch (QueueException e) {
            // the poll of the counts by status reports the same failure in the window
            LOG.debug("The verdicts cannot be counted", e);
          }
        });
  }
}
