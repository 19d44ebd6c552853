package org.audioprocessor.desktop.work;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.audioprocessor.preview.meter.EbuMeter;
import org.jspecify.annotations.Nullable;

/** The meter of what is heard, for whoever shows meters. UI thread only. */
public final class NowPlaying {
  private final ReadOnlyObjectWrapper<@Nullable EbuMeter> meter = new ReadOnlyObjectWrapper<>();

  /** Null while nobody plays, or the player cannot know what is heard. */
  public ReadOnlyObjectProperty<@Nullable EbuMeter> meterProperty() {
    return meter.getReadOnlyProperty();
  }

  public void play(@Nullable EbuMeter heard) {
    meter.set(heard);
  }
}
