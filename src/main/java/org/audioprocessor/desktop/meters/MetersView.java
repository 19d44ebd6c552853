package org.audioprocessor.desktop.meters;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Shortcut;

/** Shows the meters with scale, history and controls. */
public final class MetersView extends MeteredScreen {
  private final BorderPane root = new BorderPane();
  private final MetersViewModel model;
  private final TraceCanvas trace;

  public MetersView(MetersViewModel model) {
    this(model, new VBox());
  }

  private MetersView(MetersViewModel model, VBox content) {
    super(model, content, true);
    this.model = model;
    bars().getStyleClass().add("meters-bars");
    trace = new TraceCanvas(model);
    trace.getStyleClass().add("meters-trace");
    Label caption = Controls.paragraph("", "title-4");
    caption.textProperty().bind(model.captionProperty());
    VBox.setVgrow(bars(), Priority.ALWAYS);
    VBox.setVgrow(trace, Priority.ALWAYS);
    Label history = Controls.label(Messages.text("meters.history"), "section-title");
    String ceiling = Formats.level(model.ceilingDbtp());
    Label legend =
        Controls.paragraph(Messages.text("meters.unstable", ceiling), "text-muted", "text-small");
    legend.setMinHeight(Region.USE_PREF_SIZE);
    content.getChildren().setAll(caption, bars(), tiles(), history, trace, legend);
    content.getStyleClass().add("meters");
    content.setId("meters-content");
    root.setId("meters");
    root.setTop(new MeterToolbar(model));
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setAccessibleText(Messages.text("screen.meters"));
    scroll.getStyleClass().add("edge-to-edge");
    root.setCenter(scroll);
  }

  @Override
  void draw() {
    super.draw();
    trace.paint();
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public List<Shortcut> shortcuts() {
    return List.of(
        Shortcut.of("Shift+P", "meters.key.pause", model::pauseOrStart),
        Shortcut.of("0", "meters.reset", model::reset),
        Shortcut.of("S", "meters.key.scale", model::switchScale),
        Shortcut.of(
            "T", "meters.key.unit", () -> model.setRelative(!model.relativeProperty().get())));
  }
}
