package org.audioprocessor.desktop.meters;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.audioprocessor.desktop.work.DesktopState;
import org.audioprocessor.preview.meter.MeterScale;

/** Scale and unit of all meters, saved for the next start. UI thread only. */
public final class MeterChoice {
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
