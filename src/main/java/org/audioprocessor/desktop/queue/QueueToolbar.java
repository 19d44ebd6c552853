package org.audioprocessor.desktop.queue;

import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Duration;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.queue.UploadStatus;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The search and the commands that do not apply to the selection only. */
final class QueueToolbar extends HBox {
  private static final Duration TYPING_RESTS = Duration.millis(150);

  private final QueueViewModel model;
  private final TextField search = new TextField();
  private final PauseTransition rest = new PauseTransition(TYPING_RESTS);
  private final Button retryFailed;
  private final Button processAll;

  QueueToolbar(QueueViewModel model) {
    this.model = model;
    setId("queue-toolbar");
    getStyleClass().add("screen-toolbar");
    setAlignment(Pos.CENTER_LEFT);
    search.setId("queue-search");
    search.setPromptText(Messages.text("queue.search"));
    search.setAccessibleText(Messages.text("queue.search"));
    search.setMaxWidth(330);
    search.setMinWidth(110);
    HBox.setHgrow(search, Priority.ALWAYS);
    // each search may read a whole table: wait until the user stops typing
    rest.setOnFinished(event -> model.search(search.getText()));
    search.textProperty().subscribe(text -> rest.playFromStart());
    search.setOnAction(event -> model.search(search.getText()));
    model.onSearchEnded(search::clear);
    Button add = Controls.button("queue-add", Messages.text("queue.add"), model::addFiles);
    add.setGraphic(new FontIcon(Feather.PLUS));
    add.disableProperty().bind(model.connectedProperty().not());
    retryFailed =
        Controls.button(
            "queue-retry-failed",
            Messages.text("queue.retry-failed"),
            () -> model.actions().retryAllFailed());
    processAll = Controls.button("queue-process-all", "", this::processAll);
    processAll.getStyleClass().add("accent");
    Button export =
        Controls.iconButton(
            "queue-export", Feather.DOWNLOAD, Messages.text("queue.export"), model::export);
    export.disableProperty().bind(model.connectedProperty().not());
    getChildren().addAll(search, Controls.spacer(), export, add, retryFailed, processAll);
    model.countsProperty().subscribe(this::show);
    model.cancelledProperty().subscribe(() -> show(model.countsProperty().get()));
  }

  void processAll() {
    model.actions().processAllWaiting(model.waiting());
  }

  void focusSearch() {
    search.requestFocus();
    search.selectAll();
  }

  private void show(Map<UploadStatus, Long> counts) {
    long waiting = model.waiting();
    processAll.setText(Messages.text("queue.process-all", Formats.count(waiting)));
    processAll.setAccessibleText(processAll.getText());
    processAll.setDisable(waiting == 0);
    retryFailed.setDisable(counts.getOrDefault(UploadStatus.FAILED, 0L) == 0);
  }
}
