package org.audioprocessor.desktop.failures;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.queue.list.FailedUploads.FailedUpload;
import org.jspecify.annotations.Nullable;

/** The files of one cause: copies their names, or opens one of them. */
final class FailedFiles extends VBox {
  private static final double ROW_HEIGHT = 26;
  private static final int MOST_ROWS = 8;

  FailedFiles(List<FailedUpload> failures, Consumer<FailedUpload> open) {
    ListView<FailedUpload> list = new ListView<>();
    list.setId("failures-files");
    list.setAccessibleText(Messages.text("failures.files"));
    list.getItems().setAll(failures);
    list.setFixedCellSize(ROW_HEIGHT);
    list.setPrefHeight(ROW_HEIGHT * Math.clamp(failures.size(), 1, MOST_ROWS) + 4);
    list.setCellFactory(any -> new FileCell());
    list.setOnMouseClicked(event -> {
      FailedUpload chosen = list.getSelectionModel().getSelectedItem();
      if (event.getClickCount() == 2 && chosen != null) {
        open.accept(chosen);
      }
    });
    list.setOnKeyPressed(event -> {
      FailedUpload chosen = list.getSelectionModel().getSelectedItem();
      if (event.getCode() == KeyCode.ENTER && chosen != null) {
        event.consume();
        open.accept(chosen);
      }
    });
    Button copy =
        Controls.button("failures-copy", Messages.text("failures.copy"), () -> copy(failures));
    getStyleClass().add("failed-files");
    getChildren().setAll(list, copy);
  }

  private static void copy(List<FailedUpload> failures) {
    String names =
        failures.stream().map(one -> one.upload().fileName()).collect(Collectors.joining("\n"));
    Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, names));
  }

  private static final class FileCell extends ListCell<FailedUpload> {
    @Override
    protected void updateItem(@Nullable FailedUpload item, boolean empty) {
      super.updateItem(item, empty);
      setText(item == null ? null : item.upload().fileName());
    }
  }
}
