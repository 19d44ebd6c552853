package org.audioprocessor.desktop.queue.table;

import javafx.scene.Node;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/**
 * Limits the number of selected rows: JavaFX creates some objects per row and reads each row, which
 * with a million rows takes minutes or all memory.
 */
public final class SelectionLimit {
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
