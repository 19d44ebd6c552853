package org.audioprocessor.desktop.queue.table;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.batch.TrackProgress;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Controls.Tips;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.queue.QueueFilter;
import org.audioprocessor.desktop.queue.QueueViewModel;
import org.audioprocessor.desktop.work.UploadState;
import org.audioprocessor.process.ProgressEvent;
import org.audioprocessor.queue.Review.ReviewVerdict;
import org.jspecify.annotations.Nullable;

/** Creates the table's columns. Their ids are saved with the layout. */
final class QueueColumns {
  private final QueueViewModel model;

  QueueColumns(QueueViewModel model) {
    this.model = model;
  }

  /** Returns the columns in their default order. */
  List<TableColumn<QueueRow, QueueRow>> all() {
    return List.of(
        column("status", 116, QueueFilter.Column.STATUS, () -> new StatusCell(model)),
        column("file", 150, QueueFilter.Column.FILE_NAME, () -> text(QueueRow::fileName)),
        column("uploaded", 128, QueueFilter.Column.UPLOADED, QueueColumns::time),
        number("attempts", 52, QueueFilter.Column.ATTEMPTS, QueueColumns::attempts),
        number("loudness", 118, QueueFilter.Column.LOUDNESS, this::loudness),
        column("outcome", 150, null, () -> new OutcomeCell(model)),
        column("verdict", 40, null, QueueColumns::verdict),
        number("published", 80, QueueFilter.Column.PUBLISHED_LOUDNESS, QueueColumns::published),
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
    return new PlainCell(words) {
      @Override
      void draw(QueueRow row) {
        setText(words.apply(row));
      }
    };
  }

  private static @Nullable String exactTime(QueueRow row) {
    return row.isLoading() ? null : Formats.exactly(row.uploadedAt(), ZoneId.systemDefault());
  }

  /**
   * Shows the mark only, since the column is narrow; the words are the tooltip and the accessible
   * text.
   */
  private static TableCell<QueueRow, QueueRow> verdict() {
    return new PlainCell(QueueRow::verdictText) {
      @Override
      void draw(QueueRow row) {
        ReviewVerdict verdict = row.verdict();
        getStyleClass().removeIf(name -> name.startsWith("verdict-"));
        if (verdict == null) {
          setText(null);
          setAccessibleText(null);
          return;
        }
        getStyleClass().add("verdict-" + verdict.name().toLowerCase(Locale.ROOT));
        setText(Messages.word("queue.verdict.mark.", verdict));
        setAccessibleText(row.verdictText());
      }
    };
  }

  private static TableCell<QueueRow, QueueRow> published() {
    return new PlainCell("number-cell") {
      @Override
      void draw(QueueRow row) {
        setText(row.outputLufs() == null ? "" : Formats.level(row.outputLufs()));
      }
    };
  }

  private static TableCell<QueueRow, QueueRow> time() {
    return new PlainCell(QueueColumns::exactTime) {
      @Override
      void draw(QueueRow row) {
        ZoneId zone = ZoneId.systemDefault();
        setText(row.isLoading() ? "" : Formats.when(row.uploadedAt(), Instant.now(), zone));
      }
    };
  }

  private static TableCell<QueueRow, QueueRow> attempts() {
    return new PlainCell("number-cell") {
      @Override
      void draw(QueueRow row) {
        setText(row.isLoading() ? "" : Formats.count(row.tries()));
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

  /** Formats levels such as “−16.7 → −14.0”, or “~−19.3 → …” while the track is being processed. */
  static String levels(QueueRow row, @Nullable TrackProgress progress) {
    if (progress != null) {
      OptionalDouble input = progress.inputLufs();
      return input.isPresent()
          ? Messages.text("queue.levels.provisional", Formats.level(input.getAsDouble()))
          : "";
    }
    return row.inputLufs() == null && row.outputLufs() == null
        ? ""
        : Messages.text(
            "queue.levels", Formats.level(row.inputLufs()), Formats.level(row.outputLufs()));
  }

  /** A cell of text only. */
  private abstract static class PlainCell extends TableCell<QueueRow, QueueRow> {
    PlainCell(String... styleClasses) {
      getStyleClass().addAll(styleClasses);
    }

    /**
     * @param tip returns the tooltip; null for none
     */
    PlainCell(Function<QueueRow, @Nullable String> tip) {
      Tips.on(this, () -> getItem() == null ? null : tip.apply(getItem()));
    }

    @Override
    protected void updateItem(@Nullable QueueRow row, boolean empty) {
      super.updateItem(row, empty);
      if (empty || row == null) {
        setText(null);
      } else {
        draw(row);
      }
    }

    abstract void draw(QueueRow row);
  }

  /** Shows a mark and a word, which do not depend on their colour. */
  private static final class StatusCell extends LiveCell {
    private final Label mark = Controls.label("", "status-mark");
    private final Label word = new Label();
    private final HBox content = new HBox(mark, word);

    StatusCell(QueueViewModel model) {
      super(model, "status-cell");
      content.getStyleClass().add("status-content");
    }

    @Override
    void draw(QueueRow row, @Nullable TrackProgress progress) {
      UploadState status = progress == null ? row.status() : UploadState.PROCESSING;
      mark.setText(status.mark());
      String text = row.otherStatus();
      word.setText(
          status == UploadState.OTHER && text != null
              ? text
              : Messages.word("queue.status.", status));
      content.getStyleClass().setAll("status-content", status.styleClass());
      setGraphic(content);
      setAccessibleText(word.getText());
    }
  }

  /** Shows the progress of a track, the sentence of its last attempt, or the reviewer's verdict. */
  private static final class OutcomeCell extends LiveCell {
    private final ProgressBar bar = new ProgressBar();
    private final Label stage = Controls.label("", "text-muted", "text-small");
    private final VBox progressing = new VBox(stage, bar);
    private final Label sentence = new Label();

    OutcomeCell(QueueViewModel model) {
      super(model, "outcome-cell");
      bar.setMaxWidth(Double.MAX_VALUE);
      bar.getStyleClass().add("thin");
      sentence.setMinWidth(0);
      progressing.getStyleClass().add("progress-content");
      progressing.setAlignment(Pos.CENTER_LEFT);
      Tips.on(this, this::tip);
    }

    @Override
    void draw(QueueRow row, @Nullable TrackProgress progress) {
      if (progress != null) {
        drawProgress(progress.event(), progress.overall());
        return;
      }
      String text = text(row);
      if (text == null) {
        setGraphic(null);
        setAccessibleText(null);
        return;
      }
      sentence.setText(text.replaceAll("\\s+", " "));
      sentence.getStyleClass().setAll("label", styleClass(row));
      setGraphic(sentence);
      setAccessibleText(text);
    }

    /** A finding is shown until a person has judged the track. */
    private static @Nullable String text(QueueRow row) {
      String sentence = row.sentence();
      boolean completed = row.status() == UploadState.COMPLETED;
      if (completed && sentence != null && row.verdict() == ReviewVerdict.UNREVIEWED) {
        return Messages.text("queue.finding", sentence);
      }
      if (row.verdict() != null) {
        return Messages.word("queue.verdict.mark.", row.verdict()) + " " + row.verdictText();
      }
      return completed ? null : sentence;
    }

    private @Nullable String tip() {
      return getItem() == null || !sentence.equals(getGraphic()) ? null : text(getItem());
    }

    private static String styleClass(QueueRow row) {
      if (row.status() == UploadState.FAILED) {
        return "status-failed";
      }
      return row.verdict() == ReviewVerdict.REJECTED ? "verdict-rejected" : "text-muted";
    }

    private void drawProgress(ProgressEvent event, double overall) {
      bar.setProgress(overall);
      String words =
          (Messages.word("stage.", event.stage()) + " " + Formats.realTime(event.realtimeFactor()))
              .strip();
      stage.setText(words);
      bar.setAccessibleText(words);
      setGraphic(progressing);
      setAccessibleText(words);
    }
  }
}
