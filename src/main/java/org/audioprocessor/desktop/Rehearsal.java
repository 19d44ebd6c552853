package org.audioprocessor.desktop;

import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/**
 * Lays out, where nobody sees it, what the first screen is made of. A table's classes and styles
 * are most of what the first rows would wait for; a connection takes longer to come up.
 */
final class Rehearsal {
  private static final int ROWS = 12;

  private Rehearsal() {}

  static void run() {
    TableView<String> table =
        new TableView<>(
            FXCollections.observableArrayList(
                IntStream.range(0, ROWS).mapToObj(Integer::toString).toList()));
    for (String style : List.of("", "number-column")) {
      TableColumn<String, String> column = new TableColumn<>("0");
      column.getStyleClass().add(style);
      column.setCellValueFactory(row -> new ReadOnlyStringWrapper(row.getValue()));
      table.getColumns().add(column);
    }
    table.setTooltip(new Tooltip());
    VBox root =
        new VBox(
            new TextField(), new ToggleButton("0"), new Button("0"), new ProgressBar(0.5), table);
    root.resize(600, 400);
    Theme.style(new Scene(root));
    root.applyCss();
    root.layout();
  }
}
