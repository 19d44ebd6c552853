package org.audioprocessor.desktop.meters;

import java.util.Map;
import javafx.beans.value.ObservableValue;
import org.audioprocessor.desktop.work.NowPlaying;
import org.audioprocessor.desktop.work.TrackProgress;
import org.audioprocessor.desktop.work.TrackSelection;

/**
 * What the meters read.
 *
 * @param running what is processed here, by upload id
 * @param targetLufs where 0 LU lies
 */
public record MeterServices(
    NowPlaying heard,
    ObservableValue<Map<String, TrackProgress>> running,
    TrackSelection selection,
    MeterChoice choice,
    double targetLufs) {}
