package org.audioprocessor.desktop.failures;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Controls.EmptyState;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Screen;
import org.audioprocessor.desktop.controls.Screen.Shortcut;
import org.audioprocessor.queue.list.FailedUploads.FailedUpload;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Shows one card per cause: the number, the remedy, an example and the actions. */
public final class FailuresView implements Screen {
  private final BorderPane root = new BorderPane();
  private final FailuresViewModel model;
  private final VBox cards = new VBox();
  private final ScrollPane scroll = new ScrollPane(cards);
  private final Label summary = Controls.label("", "text-muted");
  private final Button retryEveryOne;
  private final Button showHandled;
  private final EmptyState nothing =
      new EmptyState(
          Feather.CHECK_CIRCLE,
          Messages.text("failures.none"),
          Messages.text("failures.none.text"));
  private final EmptyState loading =
      new EmptyState(Feather.LOADER, Messages.text("failures.loading"), "");

  public FailuresView(FailuresViewModel model) {
    this.model = model;
    retryEveryOne =
        Controls.button(
            "failures-retry-all", Messages.text("failures.retry-all"), model::retryEveryOne);
    showHandled = Controls.button("failures-show-handled", "", model::showHandled);
    showHandled.getStyleClass().add("flat");
    HBox toolbar = new HBox(summary, Controls.spacer(), showHandled, retryEveryOne);
    toolbar.getStyleClass().add("screen-toolbar");
    toolbar.setAlignment(Pos.CENTER_LEFT);
    cards.getStyleClass().add("cards");
    scroll.setId("failures-list");
    scroll.setFitToWidth(true);
    scroll.setAccessibleText(Messages.text("screen.failures"));
    nothing.setId("failures-none");
    root.setId("failures");
    root.setTop(toolbar);
    root.setCenter(new StackPane(scroll, nothing, loading));
    model.rowsProperty().subscribe(this::show);
    model.handledProperty().subscribe(() -> show(model.rowsProperty().get()));
  }

  private void show(@Nullable List<FailureRow> rows) {
    Controls.show(loading, rows == null);
    Controls.show(nothing, rows != null && rows.isEmpty());
    Controls.show(scroll, rows != null && !rows.isEmpty());
    List<FailureRow> known = rows == null ? List.of() : rows;
    long uploads = known.stream().mapToLong(FailureRow::uploads).sum();
    int handled = model.handledProperty().get();
    Controls.show(root.getTop(), uploads > 0 || handled > 0);
    Controls.show(retryEveryOne, uploads > 0);
    Controls.show(showHandled, handled > 0);
    showHandled.setText(Messages.text("failures.show-handled", handled));
    showHandled.setAccessibleText(showHandled.getText());
    summary.setText(Messages.text("failures.summary", uploads, known.size()));
    cards.getChildren().setAll(known.stream().map(this::card).toList());
  }

  private Node card(FailureRow row) {
    Label count = Controls.label(Formats.count(row.uploads()), "card-count", "status-failed");
    count.setMinWidth(Region.USE_PREF_SIZE);
    count.setAccessibleText(Messages.text("failures.count", row.uploads()));
    Label title = Controls.paragraph(row.title(), "card-title");
    HBox heading = new HBox(new FontIcon(Feather.ALERT_TRIANGLE), title, Controls.spacer(), count);
    heading.getStyleClass().add("card-heading");
    Label remedy = Controls.paragraph(row.remedy());
    Label example =
        Controls.paragraph(Messages.text("failures.newest", row.sentence()), "text-muted");
    VBox files = new VBox();
    Controls.show(files, false);
    HBox actions = new HBox();
    actions.getChildren().setAll(actions(row, files));
    actions.getStyleClass().add("card-actions");
    VBox card = new VBox(heading, remedy, example, actions, files);
    card.getStyleClass().add("card-box");
    VBox.setVgrow(card, Priority.NEVER);
    return card;
  }

  /** Returns the actions, the most helpful first: retry, or the list of files. */
  private List<Button> actions(FailureRow row, VBox files) {
    Button retry = action("retry", row, () -> model.retryAll(row));
    Button process = action("process", row, () -> model.retryAndProcess(row));
    Button list = action("list", row, () -> showFiles(row, files));
    Button handled = action("handle", row, () -> model.markHandled(row));
    Button open = action("open", row, () -> model.openNewest(row));
    return row.retryCanHelp()
        ? List.of(process, retry, list, handled, open)
        : List.of(list, handled, open, retry);
  }

  private static Button action(String verb, FailureRow row, Runnable run) {
    String text = Messages.text("failures." + verb, row.uploads());
    Button button = Controls.button("failures-" + verb, text, run);
    button.setAccessibleText(row.title() + ": " + text);
    if (verb.equals("open")) {
      button.getStyleClass().add("flat");
    }
    return button;
  }

  /** Shows the files; a second press hides them. */
  private void showFiles(FailureRow row, VBox files) {
    if (files.isVisible()) {
      Controls.show(files, false);
      return;
    }
    model.list(
        row,
        failures -> {
          files.getChildren().setAll(new FailedFiles(failures, model::open));
          Controls.show(files, true);
        });
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public List<Shortcut> shortcuts() {
    return List.of(
        Shortcut.of("Shortcut+Shift+R", "failures.retry-all", model::retryEveryOne),
        Shortcut.of("F5", "failures.refresh", model::refresh));
  }

  @Override
  public void shown() {
    model.attach();
  }

  @Override
  public void hidden() {
    model.detach();
  }

  /** The files of one cause: copies their names, or opens one of them. */
  private static final class FailedFiles extends VBox {
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
}
