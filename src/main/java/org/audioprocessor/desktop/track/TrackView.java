package org.audioprocessor.desktop.track;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Screen;
import org.audioprocessor.desktop.track.graph.GraphPane;
import org.jspecify.annotations.Nullable;

/** Shows a track: in one column beside another screen, in two columns alone. */
public final class TrackView implements Screen {
  /** Below this width there is one column. */
  private static final double TWO_COLUMNS_FROM = 720;

  private final StackPane root = new StackPane();
  private final TrackViewModel model;
  private final TrackHeader header = new TrackHeader();
  private final ErrorBox error = new ErrorBox();
  private final GraphPane graph;
  private final RenditionGrid renditions;
  private final VerdictList verdicts = new VerdictList();
  private final AttemptList attempts = new AttemptList();
  private final TrackButtons buttons;
  private final Label trouble = Controls.paragraph("", "track-warn");
  private final VBox left = new VBox();
  private final VBox right = new VBox();
  private final HBox columns = new HBox(left, right);
  private final ScrollPane scroll = new ScrollPane(columns);
  private final Label message = Controls.paragraph("", "text-muted");

  public TrackView(TrackViewModel model) {
    this.model = model;
    graph = new GraphPane(model);
    renditions = new RenditionGrid(model);
    buttons = new TrackButtons(model);
    root.setId("track");
    left.getStyleClass().add("track-column");
    right.getStyleClass().add("track-column");
    left.setMinWidth(0);
    right.setMinWidth(0);
    HBox.setHgrow(left, Priority.ALWAYS);
    HBox.setHgrow(right, Priority.ALWAYS);
    columns.getStyleClass().add("track-page");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setAccessibleText(Messages.text("screen.track"));
    scroll.getStyleClass().add("edge-to-edge");
    message.textProperty().bind(model.messageProperty());
    message.getStyleClass().add("track-message");
    root.getChildren().setAll(message, scroll);
    root.widthProperty().addListener((value, before, now) -> arrange(now.doubleValue()));
    arrange(0);
    model.pageProperty().subscribe(this::show);
  }

  private void arrange(double width) {
    boolean two = width >= TWO_COLUMNS_FROM;
    if (two == right.getChildren().isEmpty()) {
      left.getChildren().clear();
      right.getChildren().clear();
    }
    if (left.getChildren().isEmpty()) {
      left.getChildren().addAll(header, error, trouble, graph);
      (two ? right : left).getChildren().addAll(buttons, verdicts, renditions, attempts);
      Controls.show(right, two);
    }
    left.setPrefWidth(two ? width / 2 : width);
    right.setPrefWidth(two ? width / 2 : 0);
  }

  private void show(@Nullable TrackPage page) {
    message.setVisible(page == null);
    scroll.setVisible(page != null);
    if (page == null) {
      buttons.forget();
      return;
    }
    header.show(page);
    error.show(page);
    String why = page.trouble();
    trouble.setText(why == null ? "" : why);
    Controls.show(trouble, why != null);
    graph.show();
    renditions.show(page);
    verdicts.show(page);
    attempts.show(page);
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
}
