package org.audioprocessor.desktop.review;

import org.audioprocessor.desktop.dialog.Notices;
import org.audioprocessor.desktop.work.ReviewCounts;
import org.audioprocessor.desktop.work.TrackSelection;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.queue.generation.Reviews;

/**
 * What the review works with.
 *
 * @param reviewer who listens, in words an operator recognises
 */
public record ReviewServices(
    Reviews reviews, String reviewer, Shared shared, Notices notices, UiExecutors executors) {

  /**
   * What other screens see of it, and the level that the settings ask for.
   *
   * @param ceilingDbtp of the limiter, before encoding
   */
  public record Shared(TrackSelection selection, ReviewCounts counts, double ceilingDbtp) {}
}
