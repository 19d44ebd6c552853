package org.audioprocessor.desktop.meters;

import org.audioprocessor.desktop.work.Batch;
import org.audioprocessor.desktop.work.DesktopState;
import org.audioprocessor.desktop.work.NowPlaying;
import org.audioprocessor.desktop.work.TrackSelection;

/**
 * What the meters read.
 *
 * @param targetLufs where 0 LU lies
 */
public record MeterServices(
    NowPlaying heard,
    Batch batch,
    TrackSelection selection,
    DesktopState state,
    double targetLufs) {}
