package org.audioprocessor.desktop.meters;

import java.util.Map;
import javafx.beans.value.ObservableValue;
import org.audioprocessor.desktop.batch.TrackProgress;
import org.audioprocessor.desktop.work.NowPlaying;
import org.audioprocessor.desktop.work.TrackSelection;

/**
 * What the meters read.
 *
 * @param running what is processed here, by upload id
 */
public record MeterServices(
    NowPlaying heard,
    ObservableValue<Map<String, TrackProgress>> running,
    TrackSelection selection,
    MeterChoice choice,
    Limits limits) {

  /**
   * The levels that the settings ask for.
   *
   * @param targetLufs where 0 LU lies
   * @param ceilingDbtp of the limiter, before encoding
   */
  public record Limits(double targetLufs, double ceilingDbtp) {}
}
