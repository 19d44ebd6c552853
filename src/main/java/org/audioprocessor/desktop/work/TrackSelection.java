package org.audioprocessor.desktop.work;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** The upload that details, player and meters are about. UI thread only. */
public final class TrackSelection {

  /** Which upload; its row is asked for by who needs more. */
  public record Selected(String uploadId, String fileName) {}

  private final ReadOnlyObjectWrapper<@Nullable Selected> selected = new ReadOnlyObjectWrapper<>();

  /** Null while nothing, or more than one thing, is selected. */
  public ReadOnlyObjectProperty<@Nullable Selected> selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  public void select(@Nullable Selected upload) {
    selected.set(upload);
  }
}
