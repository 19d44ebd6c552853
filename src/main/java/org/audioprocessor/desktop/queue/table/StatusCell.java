package org.audioprocessor.desktop.queue.table;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.audioprocessor.desktop.batch.TrackProgress;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.queue.QueueViewModel;
import org.audioprocessor.desktop.work.UploadState;
import org.jspecify.annotations.Nullable;

/** Shows a mark and a word, which do not depend on their colour. */
final class StatusCell extends LiveCell {
  private final Label mark = Controls.label("", "status-mark");
  private final Label word = new Label();
  private final HBox content = new HBox(mark, word);

  StatusCell(QueueViewModel model) {
    super(model, "status-cell");
    content.getStyleClass().add("status-content");
  }

  @Override
  void draw(QueueRow row, @Nullable TrackProgress progress) {
    UploadState status = progress == null ? row.status() : UploadState.PROCESSING;
    mark.setText(status.mark());
    String text = row.otherStatus();
    word.setText(
        status == UploadState.OTHER && text != null
            ? text
            : Messages.word("queue.status.", status));
    content.getStyleClass().setAll("status-content", status.styleClass());
    setGraphic(content);
    setAccessibleText(word.getText());
  }
}
