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
}
