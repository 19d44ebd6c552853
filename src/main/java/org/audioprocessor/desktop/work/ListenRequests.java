package org.audioprocessor.desktop.work;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * “Listen there”: whoever shows a moment of a track asks, whoever plays hears it. UI thread only.
 */
public final class ListenRequests {

  /**
   * A moment of an upload's track.
   *
   * @param seconds of music from its beginning
   */
  public record Moment(TrackSelection.Selected track, double seconds) {}

  private final ReadOnlyObjectWrapper<@Nullable Moment> asked = new ReadOnlyObjectWrapper<>();

  /** The latest wish; null before the first. */
  public ReadOnlyObjectProperty<@Nullable Moment> askedProperty() {
    return asked.getReadOnlyProperty();
  }

  /** Also for the same moment once more. */
  public void ask(Moment moment) {
    asked.set(null);
    asked.set(moment);
  }
}
