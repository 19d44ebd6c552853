package org.audioprocessor.desktop.queue.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.audioprocessor.app.DesktopState;

/**
 * Saves which columns are shown, their order and width. Surplus width goes to the column of
 * sentences, and to the file names until the user sets their width.
 */
final class SavedColumns {
  private static final String SHOWN = "queue.columns";
  private static final String WIDTH = "queue.width.";

  /** The columns that the usual window has room for. */
  private static final String AT_FIRST =
      "column-status,column-file,column-uploaded,column-loudness,column-outcome";

  private static final String FILE = "column-file";
  private static final String SENTENCES = "column-outcome";
  private static final double LEAST_FILE = 120;
  private static final double MOST_FILE = 320;
  private static final double LEAST_SENTENCES = 130;
  private static final double SCROLL_BAR = 18;

  private final DesktopState state;
  private boolean fitting;

  SavedColumns(DesktopState state) {
    this.state = state;
  }

  void apply(TableView<QueueRow> table) {
    String saved = state.get(SHOWN);
    List<String> shown = List.of((saved == null ? AT_FIRST : saved).split(","));
    List<TableColumn<QueueRow, ?>> columns = new ArrayList<>(table.getColumns());
    columns.sort(Comparator.comparingInt(column -> place(shown, column)));
    for (TableColumn<QueueRow, ?> column : columns) {
      column.setVisible(shown.contains(column.getId()));
      column.setPrefWidth(state.number(WIDTH + column.getId(), column.getPrefWidth()));
      column.visibleProperty().addListener((value, before, now) -> keep(table));
      column.widthProperty().addListener((value, before, now) -> keepWidth(table, column));
    }
    table.getColumns().setAll(columns);
    table.getColumns().addListener((ListChangeListener<Object>) change -> keep(table));
    table.getVisibleLeafColumns().addListener((ListChangeListener<Object>) change -> fit(table));
    table.widthProperty().addListener((value, before, now) -> fit(table));
  }

  /** Sorts hidden columns last. */
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

  private void keepWidth(TableView<QueueRow> table, TableColumn<QueueRow, ?> column) {
    if (!fitting) {
      state.put(WIDTH + column.getId(), String.valueOf(column.getWidth()));
      fit(table);
    }
  }

  private void fit(TableView<QueueRow> table) {
    double rest = table.getWidth() - SCROLL_BAR;
    TableColumn<QueueRow, ?> file = null;
    TableColumn<QueueRow, ?> sentences = null;
    for (TableColumn<QueueRow, ?> column : table.getVisibleLeafColumns()) {
      if (column.getId().equals(SENTENCES)) {
        sentences = column;
      } else if (column.getId().equals(FILE) && state.get(WIDTH + FILE) == null) {
        file = column;
      } else {
        rest -= column.getWidth();
      }
    }
    if (fitting || rest <= 0 || table.getWidth() <= 0) {
      return;
    }
    fitting = true;
    if (file != null) {
      double wide = sentences == null ? rest : Math.min(MOST_FILE, rest / 2);
      file.setPrefWidth(Math.max(LEAST_FILE, wide));
      rest -= file.getWidth();
    }
    if (sentences != null) {
      sentences.setPrefWidth(Math.max(LEAST_SENTENCES, rest));
    }
    fitting = false;
  }
}
