package org.audioprocessor.desktop.queue.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.event.Event;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.audioprocessor.desktop.queue.table.PagedRows.UploadPages;
import org.audioprocessor.desktop.queue.table.QueueTable.SelectionLimit;
import org.audioprocessor.desktop.testing.Fx;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.queue.QueueException;
import org.junit.jupiter.api.Test;

class SelectionLimitTest {
  private final List<String> refusals = new ArrayList<>();

  private TableView<QueueRow> table(long size) throws QueueException {
    UploadPages source = new PagedRowsTest.Numbered(size);
    PagedRows rows =
        new PagedRows(
            source,
            PagedRows.read(source, List.of(0)),
            new UiExecutors(Runnable::run, Runnable::run),
            failure -> {});
    return Fx.get(() -> {
      TableView<QueueRow> table = new TableView<>(rows);
      table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
      SelectionLimit.of(table, () -> refusals.add("refused"));
      return table;
    });
  }

  private static void press(TableView<?> table, KeyCode key, boolean shift) {
    KeyEvent event = new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, shift, !shift, false, !shift);
    Fx.run(() -> Event.fireEvent(table, event));
  }

  @Test
  void aMillionRowsAreNotSelectedByOneKey() throws QueueException {
    TableView<QueueRow> table = table(1_000_000);
    press(table, KeyCode.A, false);
    press(table, KeyCode.END, true);
    assertThat(refusals).hasSize(2);
    assertThat(table.getSelectionModel().getSelectedIndices()).isEmpty();
  }

  @Test
  void asManyAsAPersonMayWantCanBeSelected() throws QueueException {
    TableView<QueueRow> table = table(40);
    press(table, KeyCode.A, false);
    press(table, KeyCode.END, true);
    assertThat(refusals).isEmpty();
  }
}
