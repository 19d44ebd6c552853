package org.audioprocessor.desktop.meters;

import java.util.Map;
import javafx.beans.value.ObservableValue;
import org.audioprocessor.desktop.batch.TrackProgress;
import org.audioprocessor.desktop.work.NowPlaying;
import org.audioprocessor.desktop.work.TrackSelection;

/**
 * The services of the meters.
 *
 * @param running progress of the tracks that this window processes, by upload id
 */
public record MeterServices(
    NowPlaying heard,
    ObservableValue<Map<String, TrackProgress>> running,
    TrackSelection selection,
    MeterChoice choice,
    Limits limits) {

  /**
   * The levels of the settings.
   *
   * @param targetLufs the level of 0 LU
   * @param ceilingDbtp of the limiter, before encoding
   */
  public record Limits(double targetLufs, double ceilingDbtp) {}
}
