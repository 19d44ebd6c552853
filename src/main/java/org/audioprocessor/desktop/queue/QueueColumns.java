package org.audioprocessor.desktop.queue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.work.TrackProgress;
import org.audioprocessor.queue.ReviewVerdict;
import org.jspecify.annotations.Nullable;

/** The table's columns. Their ids are kept, so that a person finds those chosen last. */
final class QueueColumns {
  private final QueueViewModel model;

  QueueColumns(QueueViewModel model) {
    this.model = model;
  }

  /** In the order in which they first stand. */
  List<TableColumn<QueueRow, QueueRow>> all() {
    return List.of(
        column("status", 118, QueueFilter.Column.STATUS, () -> new StatusCell(model)),
        column("file", 190, QueueFilter.Column.FILE_NAME, () -> text(QueueRow::fileName)),
        column("uploaded", 126, QueueFilter.Column.UPLOADED, QueueColumns::time),
        number("attempts", 60, QueueFilter.Column.ATTEMPTS, QueueColumns::attempts),
        number("loudness", 118, QueueFilter.Column.LOUDNESS, this::loudness),
        column("outcome", 220, null, () -> new OutcomeCell(model)),
        column("verdict", 110, null, () -> text(QueueColumns::verdict)),
        column("worker", 130, null, () -> text(QueueRow::worker)));
  }

  private interface Cells {
    TableCell<QueueRow, QueueRow> make();
  }

  private static TableColumn<QueueRow, QueueRow> column(
      String id, double width, QueueFilter.@Nullable Column order, Cells cells) {
    String title = Messages.text("queue.column." + id);
    TableColumn<QueueRow, QueueRow> column = new TableColumn<>(title);
    column.setId("column-" + id);
    column.setPrefWidth(width);
    column.setMinWidth(44);
    column.setSortable(order != null);
    column.setUserData(order);
    column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
    column.setCellFactory(any -> cells.make());
    return column;
  }

  private static TableColumn<QueueRow, QueueRow> number(
      String id, double width, QueueFilter.Column order, Cells cells) {
    TableColumn<QueueRow, QueueRow> column = column(id, width, order, cells);
    column.getStyleClass().add("number-column");
    return column;
  }

  private static TableCell<QueueRow, QueueRow> text(Function<QueueRow, @Nullable String> words) {
    return new PlainCell(false) {
      @Override
      void draw(QueueRow row) {
        String text = words.apply(row);
        setText(text);
        setTooltip(text == null ? null : new Tooltip(text));
      }
    };
  }

  private static @Nullable String verdict(QueueRow row) {
    ReviewVerdict verdict = row.verdict();
    return verdict == null ? null : Messages.word("queue.verdict.", verdict);
  }

  private static TableCell<QueueRow, QueueRow> time() {
    return new PlainCell(false) {
      @Override
      void draw(QueueRow row) {
        ZoneId zone = ZoneId.systemDefault();
        setText(row.isLoading() ? "" : Formats.when(row.uploadedAt(), Instant.now(), zone));
        setTooltip(new Tooltip(Formats.exactly(row.uploadedAt(), zone)));
      }
    };
  }

  private static TableCell<QueueRow, QueueRow> attempts() {
    return new PlainCell(true) {
      @Override
      void draw(QueueRow row) {
        setText(row.isLoading() ? "" : Formats.count(row.attempts()));
      }
    };
  }

  private TableCell<QueueRow, QueueRow> loudness() {
    return new LiveCell(model, "number-cell") {
      @Override
      void draw(QueueRow row, @Nullable TrackProgress progress) {
        setText(levels(row, progress));
      }
    };
  }

  /** Such as “−16.7 → −14.0”, or “−19.3 → …” while that is being made. */
  private static String levels(QueueRow row, @Nullable TrackProgress progress) {
    if (progress != null) {
      OptionalDouble input = progress.inputLufs();
      return input.isPresent()
          ? Messages.text("queue.levels", Formats.level(input.getAsDouble()), "…")
          : "";
    }
    return row.inputLufs() == null && row.outputLufs() == null
        ? ""
        : Messages.text(
            "queue.levels", Formats.level(row.inputLufs()), Formats.level(row.outputLufs()));
  }

  /** A cell of words only. */
  private abstract static class PlainCell extends TableCell<QueueRow, QueueRow> {
    PlainCell(boolean number) {
      if (number) {
        getStyleClass().add("number-cell");
      }
    }

    @Override
    protected void updateItem(@Nullable QueueRow row, boolean empty) {
      super.updateItem(row, empty);
      if (empty || row == null) {
        setText(null);
        setTooltip(null);
      } else {
        draw(row);
      }
    }

    abstract void draw(QueueRow row);
  }
}
