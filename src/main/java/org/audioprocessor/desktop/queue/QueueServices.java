package org.audioprocessor.desktop.queue;

import org.audioprocessor.desktop.batch.Incoming;
import org.audioprocessor.desktop.work.ReviewCounts;
import org.audioprocessor.desktop.work.TrackSelection;
import org.audioprocessor.desktop.work.UploadActions;

/** The services of the queue's screen for one connection. */
public record QueueServices(
    UploadActions.Resources resources,
    UploadActions actions,
    Incoming incoming,
    TrackSelection selection,
    ReviewCounts reviews) {}
