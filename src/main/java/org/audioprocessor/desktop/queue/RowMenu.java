package org.audioprocessor.desktop.queue;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import org.audioprocessor.desktop.controls.Formats.RenditionWords;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.queue.table.QueueRow;
import org.audioprocessor.desktop.work.UploadActions;
import org.audioprocessor.desktop.work.UploadState;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.hls.Rung;

/** The commands for the selected rows. */
final class RowMenu extends ContextMenu {
  private final QueueViewModel model;
  private final Menu download = new Menu(Messages.text("queue.download"));

  RowMenu(QueueViewModel model) {
    this.model = model;
    setId("row-menu");
    download.setId("menu-download");
    MenuItem takeOver = item("take-over", this::takeOver, RowMenu::canTakeOver);
    getItems()
        .setAll(
            item("play", () -> one(model::play), rows -> rows.size() == 1),
            item(
                "process",
                this::process,
                rows -> rows.stream().anyMatch(UploadActions::canProcess)),
            item("retry", this::retry, rows -> rows.stream().anyMatch(UploadActions::canRetry)),
            item(
                "put-back", this::retry, rows -> rows.stream().anyMatch(UploadActions::canPutBack)),
            item("cancel", this::cancel, this::canCancel),
            takeOver,
            item(
                "reprocess",
                () -> one(model.actions()::reprocess),
                rows -> rows.size() == 1 && isPublished(rows.getFirst())),
            new SeparatorMenuItem(),
            download,
            item("open", model::openTrack, rows -> rows.size() == 1),
            item(
                "show-folder",
                () -> one(model::showFolder),
                rows -> rows.size() == 1 && model.hasFolders()),
            item("copy-error", this::copyErrors, RowMenu::hasError),
            item("copy-key", this::copyKeys, rows -> !rows.isEmpty()));
    setOnShowing(event -> offerDownloads());
  }

  /** Offers the M4A at once, and the rungs of the track after they were read. */
  private void offerDownloads() {
    List<QueueRow> rows = selection();
    download.setVisible(rows.size() == 1 && isPublished(rows.getFirst()));
    if (download.isVisible()) {
      QueueRow row = rows.getFirst();
      download.getItems().setAll(download(row, "m4a", RenditionWords.of("m4a")));
      model.actions().findRungs(row, ladder -> offer(row, ladder));
    }
  }

  private void offer(QueueRow row, Ladder ladder) {
    boolean still =
        selection().size() == 1 && selection().getFirst().uploadId().equals(row.uploadId());
    if (still && download.getItems().size() == 1) {
      for (Rung rung : ladder.rungs()) {
        String text = RenditionWords.of(rung.name(), ladder);
        download.getItems().add(download(row, rung.name(), text));
      }
    }
  }

  private MenuItem download(QueueRow row, String rendition, String text) {
    MenuItem item = new MenuItem(text);
    item.setId("menu-download-" + rendition);
    item.setOnAction(event -> model.actions().download(row, rendition));
    return item;
  }

  private MenuItem item(String id, Runnable action, Predicate<List<QueueRow>> enabled) {
    MenuItem item = new MenuItem(Messages.text("queue.menu." + id));
    item.setId("menu-" + id);
    item.setOnAction(event -> action.run());
    item.visibleProperty().bind(model.selectionProperty().map(enabled::test));
    return item;
  }

  private List<QueueRow> selection() {
    return model.selectionProperty().get();
  }

  private void one(Consumer<QueueRow> action) {
    if (selection().size() == 1) {
      action.accept(selection().getFirst());
    }
  }

  void process() {
    model.actions().process(selection());
  }

  void retry() {
    model.actions().retry(selection());
  }

  void cancel() {
    model.actions().cancel(selection());
  }

  void takeOver() {
    one(model.actions()::takeOver);
  }

  /** Returns whether this window is processing an upload or may have it pending. */
  private boolean canCancel(List<QueueRow> rows) {
    return rows.stream()
        .anyMatch(row ->
            row.status() == UploadState.WAITING
                || row.status() == UploadState.RESTING
                || model.runningProperty().get().containsKey(row.uploadId()));
  }

  private static boolean canTakeOver(List<QueueRow> rows) {
    return rows.size() == 1
        && switch (rows.getFirst().status()) {
          case PROCESSING, ELSEWHERE, OTHER -> true;
          case WAITING, RESTING, CANCELLED, COMPLETED, FAILED, LOADING -> false;
        };
  }

  private static boolean isPublished(QueueRow row) {
    return row.status() == UploadState.COMPLETED;
  }

  private static boolean hasError(List<QueueRow> rows) {
    return rows.stream().anyMatch(row -> row.sentence() != null);
  }

  void copyErrors() {
    copy(
        selection().stream()
            .filter(row -> row.sentence() != null)
            .map(row -> row.fileName() + ": " + row.sentence())
            .collect(Collectors.joining("\n")));
  }

  void copyKeys() {
    copy(selection().stream().map(QueueRow::fileName).collect(Collectors.joining("\n")));
  }

  private static void copy(String text) {
    Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text));
  }
}
