package org.audioprocessor.desktop.work;

import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.ReviewVerdict;
import org.audioprocessor.queue.generation.Verdicts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many tracks wait for ears, and what was said of the others. UI thread only. */
public final class ReviewCounts {
  private static final Logger LOG = LoggerFactory.getLogger(ReviewCounts.class);

  private final Verdicts verdicts;
  private final Lanes lanes;
  private final ReadOnlyObjectWrapper<Map<ReviewVerdict, Long>> counts =
      new ReadOnlyObjectWrapper<>(Map.of());

  /** Asks whenever {@code live} looks. */
  public ReviewCounts(Verdicts verdicts, LiveCounts live, Lanes lanes) {
    this.verdicts = verdicts;
    this.lanes = lanes;
    live.ticks().addListener((value, before, now) -> look());
  }

  /** Empty before the first answer. */
  public ReadOnlyObjectProperty<Map<ReviewVerdict, Long>> counts() {
    return counts.getReadOnlyProperty();
  }

  public void look() {
    lanes
        .background()
        .execute(() -> {
          try {
            Map<ReviewVerdict, Long> found = verdicts.counts();
            lanes.ui().execute(() -> counts.set(found));
          } catch (QueueException e) {
            // the counts by status, asked for at the same time, say so in the window
            LOG.debug("no counts of verdicts", e);
          }
        });
  }
}
