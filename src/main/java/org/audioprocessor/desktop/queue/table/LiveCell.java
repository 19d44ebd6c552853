package org.audioprocessor.desktop.queue.table;

import java.util.Map;
import java.util.Objects;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.control.TableCell;
import org.audioprocessor.desktop.batch.TrackProgress;
import org.audioprocessor.desktop.queue.QueueViewModel;
import org.jspecify.annotations.Nullable;

/** A cell that is redrawn while its upload is being processed here. */
abstract class LiveCell extends TableCell<QueueRow, QueueRow> {
  private final QueueViewModel model;
  private final ChangeListener<Map<String, TrackProgress>> listener =
      (value, before, now) -> progressed();
  private @Nullable TrackProgress drawn;

  LiveCell(QueueViewModel model, String... styleClasses) {
    this.model = model;
    getStyleClass().addAll(styleClasses);
    model.runningProperty().addListener(new WeakChangeListener<>(listener));
  }

  private void progressed() {
    QueueRow row = getItem();
    if (row != null && !isEmpty() && !Objects.equals(progress(row), drawn)) {
      redraw(row);
    }
  }

  private @Nullable TrackProgress progress(QueueRow row) {
    return model.runningProperty().get().get(row.uploadId());
  }

  @Override
  protected void updateItem(@Nullable QueueRow row, boolean empty) {
    super.updateItem(row, empty);
    if (empty || row == null) {
      setText(null);
      setGraphic(null);
    } else {
      redraw(row);
    }
  }

  private void redraw(QueueRow row) {
    drawn = progress(row);
    draw(row, drawn);
  }

  /** Draws the whole cell; progress is null for an upload that is not being processed here. */
  abstract void draw(QueueRow row, @Nullable TrackProgress progress);
}
