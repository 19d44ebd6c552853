package org.audioprocessor.desktop.work;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Carries requests to play a track at a position from the screens to the player. UI thread only.
 */
public final class ListenRequests {

  /**
   * A position in an upload's track.
   *
   * @param seconds of music from its beginning
   */
  public record Moment(TrackSelection.Selected track, double seconds) {}

  private final ReadOnlyObjectWrapper<@Nullable Moment> asked = new ReadOnlyObjectWrapper<>();

  /** The latest request; null before the first. */
  public ReadOnlyObjectProperty<@Nullable Moment> askedProperty() {
    return asked.getReadOnlyProperty();
  }

  /** Requests a position, also the same one again. */
  public void ask(Moment moment) {
    asked.set(null);
    asked.set(moment);
  }
}
