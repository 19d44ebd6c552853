package org.audioprocessor.desktop.work;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** The upload that details, player and meters show. UI thread only. */
public final class TrackSelection {

  /** Identifies the upload; users read its row if they need more. */
  public record Selected(String uploadId, String fileName) {}

  private final ReadOnlyObjectWrapper<@Nullable Selected> selected = new ReadOnlyObjectWrapper<>();

  /** Null while no upload, or more than one, is selected. */
  public ReadOnlyObjectProperty<@Nullable Selected> selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  public void select(@Nullable Selected upload) {
    selected.set(upload);
  }

  /**
   * Carries requests to play a track at a position from the screens to the player. UI thread only.
   */
  public static final class ListenRequests {

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
}
