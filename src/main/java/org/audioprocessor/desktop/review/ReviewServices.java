package org.audioprocessor.desktop.review;

import org.audioprocessor.desktop.dialog.Notices;
import org.audioprocessor.desktop.work.ReviewCounts;
import org.audioprocessor.desktop.work.TrackSelection;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.queue.generation.Reviews;

/**
 * The services of the review.
 *
 * @param reviewer name stored with the verdict, which an operator recognises
 * @param ceilingDbtp of the limiter, before encoding
 */
public record ReviewServices(
    Reviews reviews,
    String reviewer,
    TrackSelection selection,
    ReviewCounts counts,
    double ceilingDbtp,
    Notices notices,
    UiExecutors executors) {}
