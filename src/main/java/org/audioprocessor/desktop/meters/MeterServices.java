package org.audioprocessor.desktop.meters;

import java.util.Map;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.audioprocessor.app.DesktopState;
import org.audioprocessor.desktop.batch.TrackProgress;
import org.audioprocessor.desktop.work.NowPlaying;
import org.audioprocessor.desktop.work.TrackSelection;
import org.audioprocessor.preview.meter.EbuReading.MeterScale;

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

  /** Scale and unit of all meters, saved for the next start. UI thread only. */
  public static final class MeterChoice {
    private static final String SCALE = "meters.scale";
    private static final String UNIT = "meters.unit";

    private final DesktopState state;
    private final ReadOnlyObjectWrapper<MeterScale> scale = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper relative = new ReadOnlyBooleanWrapper();

    public MeterChoice(DesktopState state) {
      this.state = state;
      scale.set("18".equals(state.get(SCALE)) ? MeterScale.EBU_18 : MeterScale.EBU_9);
      relative.set("LU".equals(state.get(UNIT)));
    }

    ReadOnlyObjectProperty<MeterScale> scaleProperty() {
      return scale.getReadOnlyProperty();
    }

    /** Whether loudness is shown in LU from the target instead of LUFS. */
    ReadOnlyBooleanProperty relativeProperty() {
      return relative.getReadOnlyProperty();
    }

    void setScale(MeterScale wanted) {
      scale.set(wanted);
      state.put(SCALE, wanted == MeterScale.EBU_18 ? "18" : "9");
    }

    void setRelative(boolean inLu) {
      relative.set(inLu);
      state.put(UNIT, inLu ? "LU" : "LUFS");
    }
  }
}
