package org.audioprocessor.desktop.queue.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.audioprocessor.app.DesktopState;
import org.audioprocessor.desktop.testing.Fx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns as they were left, with the state read anew as after a restart. */
class SavedColumnsTest {
  private static final List<String> IDS =
      List.of("column-status", "column-file", "column-outcome", "column-verdict", "column-worker");

  @TempDir Path folder;

  private Stage stage;

  @BeforeEach
  void start() {
    Fx.start();
    stage = Fx.get(Stage::new);
  }

  @AfterEach
  void close() {
    Fx.run(stage::close);
  }

  private TableView<QueueRow> opened(double width) throws IOException {
    DesktopState state = DesktopState.read(folder.resolve("window"), Runnable::run);
    TableView<QueueRow> table =
        Fx.get(() -> {
          TableView<QueueRow> made = new TableView<>();
          for (String id : IDS) {
            TableColumn<QueueRow, String> column = new TableColumn<>(id);
            column.setId(id);
            column.setPrefWidth(90);
            made.getColumns().add(column);
          }
          new SavedColumns(state).apply(made);
          stage.setScene(new Scene(new StackPane(made), width, 300));
          stage.show();
          return made;
        });
    Fx.settle();
    return table;
  }

  private static TableColumn<QueueRow, ?> column(TableView<QueueRow> table, String id) {
    return table.getColumns().stream()
        .filter(one -> one.getId().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static double width(TableView<QueueRow> table) {
    return Fx.get(
        () -> table.getVisibleLeafColumns().stream().mapToDouble(TableColumn::getWidth).sum());
  }

  @Test
  void chosenColumnsTheirOrderAndWidthAreThereAfterARestart() throws IOException {
    TableView<QueueRow> before = opened(800);
    assertThat(Fx.get(() -> column(before, "column-worker").isVisible())).as("at first").isFalse();
    Fx.run(() -> {
      column(before, "column-worker").setVisible(true);
      column(before, "column-verdict").setVisible(false);
      column(before, "column-status").setPrefWidth(133);
      before.getColumns().add(before.getColumns().remove(0));
    });
    TableView<QueueRow> after = opened(800);
    assertThat(
            Fx.get(() -> after.getVisibleLeafColumns().stream().map(one -> one.getId()).toList()))
        .containsExactly("column-file", "column-outcome", "column-worker", "column-status");
    assertThat(Fx.get(() -> column(after, "column-status").getWidth())).isEqualTo(133);
  }

  @Test
  void theTableIsAlwaysFilledAndNotWiderThanItsPlace() throws IOException {
    TableView<QueueRow> table = opened(700);
    assertThat(width(table)).isBetween(660.0, 700.0);
    Fx.run(() -> stage.setWidth(960));
    Fx.settle();
    assertThat(width(table)).isBetween(900.0, 960.0);
    Fx.run(() -> column(table, "column-verdict").setVisible(false));
    Fx.settle();
    assertThat(width(table)).isBetween(900.0, 960.0);
  }
}
