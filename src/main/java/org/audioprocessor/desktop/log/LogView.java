package org.audioprocessor.desktop.log;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Screen;
import org.audioprocessor.desktop.controls.Screen.Shortcut;
import org.audioprocessor.desktop.log.LogViewModel.LogRow;
import org.jspecify.annotations.Nullable;

/** Shows the session's events with a search, and saves the diagnostic bundle. */
public final class LogView implements Screen {
  private final BorderPane root = new BorderPane();
  private final LogViewModel model;
  private final TextField search = new TextField();

  public LogView(LogViewModel model) {
    this.model = model;
    search.setId("log-search");
    search.setPromptText(Messages.text("log.search"));
    search.setAccessibleText(Messages.text("log.search"));
    search.textProperty().subscribe(model::search);
    ToggleButton trouble = new ToggleButton(Messages.text("log.trouble"));
    trouble.setId("log-trouble");
    trouble.getStyleClass().add("chip");
    trouble.selectedProperty().subscribe(model::showTroubleOnly);
    Button folder = Controls.button("log-folder", Messages.text("log.folder"), model::openFolder);
    Button bundle = Controls.button("log-bundle", Messages.text("log.bundle"), model::writeBundle);
    FlowPane toolbar = new FlowPane(8, 6, search, trouble, folder, bundle);
    toolbar.getStyleClass().add("screen-toolbar");
    toolbar.setAlignment(Pos.CENTER_LEFT);
    ListView<LogRow> list = new ListView<>(model.rows());
    list.setId("log-list");
    list.setAccessibleText(Messages.text("screen.log"));
    list.setPlaceholder(Controls.label(Messages.text("log.nothing"), "text-muted"));
    list.setCellFactory(view -> new Cell());
    root.setId("log");
    root.setTop(toolbar);
    root.setCenter(list);
  }

  private static final class Cell extends ListCell<LogRow> {
    private final Label time = Controls.label("", "text-muted");
    private final Label mark = Controls.label("");
    private final Label sentence = Controls.paragraph("");
    private final HBox line = new HBox(time, mark, sentence);

    Cell() {
      line.getStyleClass().add("test-step");
      time.setMinWidth(Region.USE_PREF_SIZE);
      HBox.setHgrow(sentence, Priority.ALWAYS);
      setPrefWidth(0); // the sentence breaks its lines instead of making the list wider
    }

    @Override
    protected void updateItem(@Nullable LogRow row, boolean empty) {
      super.updateItem(row, empty);
      setGraphic(row == null || empty ? null : line);
      setAccessibleText(row == null || empty ? "" : row.spoken());
      if (row != null && !empty) {
        time.setText(row.time());
        mark.setText(row.mark());
        mark.getStyleClass().setAll("label", "status-mark", row.styleClass());
        sentence.setText(row.sentence());
      }
    }
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
        Shortcut.of("Shortcut+F", "log.search", search::requestFocus),
        Shortcut.of("Shortcut+E", "log.bundle", model::writeBundle));
  }
}
