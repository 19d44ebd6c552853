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
    Reviews reviews,
    String reviewer,
    TrackSelection selection,
    ReviewCounts counts,
    double ceilingDbtp,
    Notices notices,
    UiExecutors executors) {}
