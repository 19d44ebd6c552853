package org.audioprocessor.desktop.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.audioprocessor.desktop.work.DesktopState;

/** Which columns are shown, in which order and how wide: as they were left. */
final class KeptColumns {
  private static final String SHOWN = "queue.columns";
  private static final String WIDTH = "queue.width.";

  /** Everything that is needed to decide what to do. */
  private static final String AT_FIRST =
      "column-status,column-file,column-uploaded,column-attempts,column-loudness,column-outcome,"
          + "column-verdict";

  private final DesktopState state;

  KeptColumns(DesktopState state) {
    this.state = state;
  }

  void apply(TableView<QueueRow> table) {
    String kept = state.get(SHOWN);
    List<String> shown = List.of((kept == null ? AT_FIRST : kept).split(","));
    List<TableColumn<QueueRow, ?>> columns = new ArrayList<>(table.getColumns());
    columns.sort(Comparator.comparingInt(column -> place(shown, column)));
    for (TableColumn<QueueRow, ?> column : columns) {
      column.setVisible(shown.contains(column.getId()));
      column.setPrefWidth(state.number(WIDTH + column.getId(), column.getPrefWidth()));
      column.visibleProperty().addListener((value, before, now) -> keep(table));
      column.widthProperty().addListener((value, before, now) -> keepWidth(column));
    }
    table.getColumns().setAll(columns);
    table.getColumns().addListener((ListChangeListener<Object>) change -> keep(table));
  }

  /** Those that are not shown come last. */
  private static int place(List<String> shown, TableColumn<QueueRow, ?> column) {
    int place = shown.indexOf(column.getId());
    return place < 0 ? shown.size() : place;
  }

  private void keep(TableView<QueueRow> table) {
    state.put(
        SHOWN,
        table.getColumns().stream()
            .filter(TableColumn::isVisible)
            .map(TableColumn::getId)
            .collect(Collectors.joining(",")));
  }

  private void keepWidth(TableColumn<QueueRow, ?> column) {
    state.put(WIDTH + column.getId(), String.valueOf(column.getWidth()));
  }
}
