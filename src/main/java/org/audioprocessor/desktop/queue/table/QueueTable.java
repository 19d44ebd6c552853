package org.audioprocessor.desktop.queue.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.Skin;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.TableViewSkin;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.queue.QueueFilter;
import org.audioprocessor.desktop.queue.QueueViewModel;
import org.jspecify.annotations.Nullable;

/**
 * The table of uploads. Selection and scroll position follow their uploads while the table is read
 * again.
 */
public final class QueueTable extends TableView<QueueRow> {
  private static final double ROW_HEIGHT = 35;

  /** The rows of a usual window: their cells are created before the first result. */
  private static final int ROWS_AHEAD = 24;

  private final QueueViewModel model;
  private final ListChangeListener<QueueRow> changes = change -> keepSelection();
  private Set<String> selectedIds = new HashSet<>();

  /** Indices that were selected before their rows were read. */
  private Set<Integer> selectedUnread = Set.of();

  private boolean restoring;

  public QueueTable(QueueViewModel model) {
    this.model = model;
    setId("queue-table");
    setAccessibleText(Messages.text("screen.queue"));
    setFixedCellSize(ROW_HEIGHT);
    setMinHeight(0); // in a low window the player stays whole
    getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    getColumns().setAll(new QueueColumns(model).all());
    new SavedColumns(model.state()).apply(this);
    setOnMouseClicked(event -> {
      if (event.getClickCount() == 2 && event.getButton() == MouseButton.PRIMARY) {
        model.openTrack();
      }
    });
    SelectionLimit.of(this, model::refuseSelection);
    setTableMenuButtonVisible(true);
    setSortPolicy(table -> sortInDatabase());
    getSelectionModel()
        .getSelectedIndices()
        .addListener((ListChangeListener<Integer>) change -> selected());
    model.rowsProperty().subscribe(this::show);
  }

  private void show(@Nullable PagedRows rows) {
    if (getItems() instanceof PagedRows before) {
      before.removeListener(changes);
    }
    List<TableColumn<QueueRow, ?>> order = List.copyOf(getSortOrder());
    restoring = true;
    selectedUnread = Set.of();
    // JavaFX clears the sort order with each new list that the table did not sort itself
    setItems(rows == null ? ahead() : rows);
    getSortOrder().setAll(order);
    restoring = false;
    if (rows != null) {
      rows.addListener(changes);
      keepSelection();
    }
  }

  private static ObservableList<QueueRow> ahead() {
    return FXCollections.observableArrayList(Collections.nCopies(ROWS_AHEAD, QueueRow.COMING));
  }

  // --- selection

  private void selected() {
    if (restoring || !(getItems() instanceof PagedRows rows)) {
      return;
    }
    selectedIds = new HashSet<>();
    selectedUnread =
        getSelectionModel().getSelectedIndices().stream()
            .limit(SelectionLimit.MOST_SELECTED)
            .filter(index -> index >= 0 && index < rows.size())
            .collect(Collectors.toSet());
    selectRead(rows);
    selectedUnread.forEach(rows::require);
    model.select(rows.indicesOf(selectedIds).stream().map(rows::peek).toList());
  }

  /** Reads the upload ids of the selected indices. */
  private void selectRead(PagedRows rows) {
    Set<Integer> unread = new HashSet<>();
    for (int place : selectedUnread) {
      QueueRow row = place < rows.size() ? rows.peek(place) : null;
      if (row != null && row.isLoading()) {
        unread.add(place);
      } else if (row != null) {
        selectedIds.add(row.uploadId());
      }
    }
    selectedUnread = unread;
  }

  /** Selects the same uploads at their new indices. */
  private void keepSelection() {
    if (!(getItems() instanceof PagedRows rows)) {
      return;
    }
    selectRead(rows);
    List<Integer> held = selectedIds.isEmpty() ? List.of() : rows.indicesOf(selectedIds);
    List<Integer> places = new ArrayList<>(held);
    places.addAll(selectedUnread);
    List<Integer> now = getSelectionModel().getSelectedIndices();
    if (!new HashSet<>(places).equals(new HashSet<>(now))) {
      restoring = true;
      getSelectionModel().clearSelection();
      int[] others = places.stream().skip(1).mapToInt(Integer::intValue).toArray();
      if (!places.isEmpty()) {
        getSelectionModel().selectIndices(places.getFirst(), others);
      }
      restoring = false;
    }
    model.select(held.stream().map(rows::peek).toList());
  }

  // --- sorting is the database's

  private boolean sortInDatabase() {
    if (restoring) {
      return true;
    }
    TableColumn<QueueRow, ?> by = getSortOrder().isEmpty() ? null : getSortOrder().getFirst();
    model.sort(
        by != null && by.getUserData() instanceof QueueFilter.Column column
            ? new QueueFilter.Order(column, by.getSortType() == SortType.DESCENDING)
            : QueueFilter.Order.NEWEST_FIRST);
    return true;
  }

  // --- what can be seen

  @Override
  protected Skin<?> createDefaultSkin() {
    return new WatchingSkin(this);
  }

  /** Reports the visible rows to the list. */
  private static final class WatchingSkin extends TableViewSkin<QueueRow> {
    WatchingSkin(QueueTable table) {
      super(table);
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
      super.layoutChildren(x, y, width, height);
      VirtualFlow<?> flow = (VirtualFlow<?>) getVirtualFlow();
      IndexedCell<?> first = flow.getFirstVisibleCell();
      IndexedCell<?> last = flow.getLastVisibleCell();
      if (first != null && last != null && getSkinnable().getItems() instanceof PagedRows rows) {
        rows.setVisible(first.getIndex(), last.getIndex());
      }
    }
  }

  /**
   * Limits the number of selected rows: JavaFX creates some objects per row and reads each row,
   * which with a million rows takes minutes or all memory.
   */
  public static final class SelectionLimit {
    /** Larger selections are made with a filter. */
    public static final int MOST_SELECTED = 10_000;

    private final TableView<?> table;
    private final Runnable refused;

    /**
     * @param refused called when the limit prevented a selection
     */
    private SelectionLimit(TableView<?> table, Runnable refused) {
      this.table = table;
      this.refused = refused;
    }

    static void of(TableView<?> table, Runnable refused) {
      SelectionLimit limit = new SelectionLimit(table, refused);
      table.addEventFilter(KeyEvent.KEY_PRESSED, limit::onKey);
      table.addEventFilter(MouseEvent.MOUSE_PRESSED, limit::onMouse);
    }

    private void onKey(KeyEvent event) {
      int rows = table.getItems().size();
      int from = table.getFocusModel().getFocusedIndex();
      boolean wide =
          switch (event.getCode()) {
            case A -> event.isShortcutDown() && rows > MOST_SELECTED;
            case END -> event.isShiftDown() && rows - from > MOST_SELECTED;
            case HOME -> event.isShiftDown() && from > MOST_SELECTED;
            default -> false;
          };
      if (wide) {
        event.consume();
        refused.run();
      }
    }

    private void onMouse(MouseEvent event) {
      TableRow<?> row = event.getTarget() instanceof Node node ? row(node) : null;
      if (event.isShiftDown() && event.getButton() == MouseButton.PRIMARY && row != null) {
        int from = table.getFocusModel().getFocusedIndex();
        if (Math.abs(row.getIndex() - from) > MOST_SELECTED) {
          event.consume();
          refused.run();
        }
      }
    }

    private static @Nullable TableRow<?> row(Node pressed) {
      for (Node at = pressed; at != null; at = at.getParent()) {
        if (at instanceof TableRow<?> row) {
          return row;
        }
      }
      return null;
    }
  }
}
