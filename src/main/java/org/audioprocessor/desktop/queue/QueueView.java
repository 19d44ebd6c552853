package org.audioprocessor.desktop.queue;

import java.util.List;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Controls.EmptyState;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Screen;
import org.audioprocessor.desktop.controls.Screen.Shortcut;
import org.audioprocessor.desktop.queue.QueueServices.QueueContext;
import org.audioprocessor.desktop.queue.table.QueueTable;
import org.audioprocessor.queue.UploadStatus;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The home screen: all uploads and their commands. */
public final class QueueView implements Screen {
  private final BorderPane root = new BorderPane();
  private final QueueViewModel model;
  private final QueueToolbar toolbar;
  private final FilterChips chips;
  private final QueueTable table;
  private final RowMenu menu;
  private final Label hint = Controls.paragraph("", "text-muted", "queue-hint");
  private final Label nothing = Controls.label("", "text-muted");
  private final Label coming = Controls.label("", "queue-coming");
  private final EmptyState empty;

  private QueueView(QueueViewModel model) {
    this.model = model;
    toolbar = new QueueToolbar(model);
    chips = new FilterChips(model);
    table = new QueueTable(model);
    menu = new RowMenu(model);
    table.setContextMenu(menu);
    table.setPlaceholder(nothing);
    empty = firstSteps();
    VBox above = new VBox(toolbar, chips, hint);
    coming.setGraphic(new FontIcon(Feather.LOADER));
    coming.setId("queue-coming");
    StackPane middle = new StackPane(table, coming, empty);
    middle.getStyleClass().add("queue-middle");
    root.setId("queue");
    root.setTop(above);
    root.setCenter(middle);
    model.hintProperty().subscribe(this::showHint);
    model.emptyProperty().subscribe(this::showEmpty);
    nothing.setText(Messages.text("queue.nothing"));
    model.connectedProperty().subscribe(this::showComing);
    model.rowsProperty().subscribe(this::showComing);
    showComing();
  }

  /** Creates the screen with placeholder rows, before a connection is open. */
  public static QueueView ahead(QueueContext context) {
    return new QueueView(new QueueViewModel(context));
  }

  /**
   * Shows the uploads of a connection.
   *
   * @param answered called once, after the first result of the database
   */
  public void connect(QueueServices services, Runnable answered) {
    model.onFirstAnswer(answered);
    model.connect(services);
  }

  private EmptyState firstSteps() {
    Button add = Controls.button("empty-add", Messages.text("queue.add"), model::addFiles);
    add.getStyleClass().add("accent");
    Button demo = Controls.button("empty-demo", Messages.text("queue.demo"), () -> {});
    demo.setOnAction(event -> {
      demo.setDisable(true);
      model.tryDemo();
    });
    model.emptyProperty().subscribe(() -> demo.setDisable(false));
    EmptyState state =
        new EmptyState(
            Feather.MUSIC,
            Messages.text("queue.empty"),
            Messages.text("queue.empty.text"),
            add,
            demo);
    state.setId("queue-empty");
    return state;
  }

  private void showHint(String text) {
    hint.setText(text);
    Controls.show(hint, !text.isEmpty());
  }

  private void showEmpty(boolean isEmpty) {
    Controls.show(empty, isEmpty);
    table.setVisible(!isEmpty);
    Controls.show(chips, !isEmpty);
    Controls.show(toolbar, !isEmpty);
  }

  private void showComing() {
    boolean connected = model.connectedProperty().get();
    coming.setText(Messages.text(connected ? "queue.loading" : "window.opening"));
    coming.setVisible(model.rowsProperty().get() == null);
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public void shown() {
    model.attach();
  }

  @Override
  public void hidden() {
    model.detach();
  }

  @Override
  public List<Shortcut> shortcuts() {
    return List.of(
        Shortcut.of("Shortcut+F", "queue.search", toolbar::focusSearch),
        Shortcut.of("Shortcut+O", "queue.add", model::addFiles),
        Shortcut.of("Enter", "queue.key.open", model::openTrack),
        Shortcut.of("Shortcut+Enter", "queue.menu.process", menu::process),
        Shortcut.of("Shortcut+Shift+Enter", "queue.key.process-all", toolbar::processAll),
        Shortcut.of("Shortcut+R", "queue.menu.retry", menu::retry),
        Shortcut.of("Delete", "queue.menu.cancel", menu::cancel),
        Shortcut.of("Shortcut+Shift+S", "queue.key.stop", model::stopAfterCurrent),
        Shortcut.of("Shortcut+T", "queue.menu.take-over", menu::takeOver),
        Shortcut.of("Shortcut+C", "queue.menu.copy-error", menu::copyErrors),
        Shortcut.of("Shortcut+Shift+C", "queue.menu.copy-key", menu::copyKeys),
        Shortcut.of("Shortcut+E", "queue.export", model::export));
  }

  /** The search and the commands that do not apply to the selection only. */
  private static final class QueueToolbar extends HBox {
    private static final Duration TYPING_RESTS = Duration.millis(150);

    private final QueueViewModel model;
    private final TextField search = new TextField();
    private final PauseTransition rest = new PauseTransition(TYPING_RESTS);
    private final Button retryFailed;
    private final Button processAll;

    QueueToolbar(QueueViewModel model) {
      this.model = model;
      setId("queue-toolbar");
      getStyleClass().add("screen-toolbar");
      setAlignment(Pos.CENTER_LEFT);
      search.setId("queue-search");
      search.setPromptText(Messages.text("queue.search"));
      search.setAccessibleText(Messages.text("queue.search"));
      search.setMaxWidth(330);
      search.setMinWidth(110);
      HBox.setHgrow(search, Priority.ALWAYS);
      // each search may read a whole table: wait until the user stops typing
      rest.setOnFinished(event -> model.search(search.getText()));
      search.textProperty().subscribe(text -> rest.playFromStart());
      search.setOnAction(event -> model.search(search.getText()));
      model.onSearchEnded(search::clear);
      Button add = Controls.button("queue-add", Messages.text("queue.add"), model::addFiles);
      add.setGraphic(new FontIcon(Feather.PLUS));
      add.disableProperty().bind(model.connectedProperty().not());
      retryFailed =
          Controls.button(
              "queue-retry-failed",
              Messages.text("queue.retry-failed"),
              () -> model.actions().retryAllFailed());
      processAll = Controls.button("queue-process-all", "", this::processAll);
      processAll.getStyleClass().add("accent");
      Button export =
          Controls.iconButton(
              "queue-export", Feather.DOWNLOAD, Messages.text("queue.export"), model::export);
      export.disableProperty().bind(model.connectedProperty().not());
      getChildren().addAll(search, Controls.spacer(), export, add, retryFailed, processAll);
      model.countsProperty().subscribe(this::show);
      model.cancelledProperty().subscribe(() -> show(model.countsProperty().get()));
    }

    void processAll() {
      model.actions().processAllWaiting(model.waiting());
    }

    void focusSearch() {
      search.requestFocus();
      search.selectAll();
    }

    private void show(Map<UploadStatus, Long> counts) {
      long waiting = model.waiting();
      processAll.setText(Messages.text("queue.process-all", Formats.count(waiting)));
      processAll.setAccessibleText(processAll.getText());
      processAll.setDisable(waiting == 0);
      retryFailed.setDisable(counts.getOrDefault(UploadStatus.FAILED, 0L) == 0);
    }
  }
}
