package org.audioprocessor.desktop.work;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.audioprocessor.preview.meter.EbuMeter;
import org.jspecify.annotations.Nullable;

/** The meter of what is heard: whoever plays offers it, whoever shows meters reads it. UI thread. */
public final class HeardMeter {
  private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper();
  private @Nullable EbuMeter meter;

  /** Null while no player with a meter is there. */
  public @Nullable EbuMeter meter() {
    return meter;
  }

  /** Of the player that is used from now on; null for one that cannot know what is heard. */
  public void offer(@Nullable EbuMeter offered) {
    meter = offered;
  }

  /** Whether sound comes out now; the meter keeps its last reading when it does not. */
  public ReadOnlyBooleanProperty playingProperty() {
    return playing.getReadOnlyProperty();
  }

  public void setPlaying(boolean plays) {
    playing.set(plays);
  }
}
