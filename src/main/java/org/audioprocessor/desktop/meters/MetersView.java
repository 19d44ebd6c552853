package org.audioprocessor.desktop.meters;

import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Screen;
import org.audioprocessor.desktop.controls.Shortcut;

/** The meters with scale, history and what acts on them. */
public final class MetersView implements Screen {
  private final BorderPane root = new BorderPane();
  private final MetersViewModel model;
  private final BarsCanvas bars;
  private final TraceCanvas trace;
  private final Tiles tiles = new Tiles(true);
  private final VBox content;
  private final MeterClock clock;

  public MetersView(MetersViewModel model) {
    this.model = model;
    bars = new BarsCanvas(model, true);
    bars.getStyleClass().add("meters-bars");
    trace = new TraceCanvas(model);
    trace.getStyleClass().add("meters-trace");
    clock = new MeterClock(model, this::draw, this::speak);
    Label caption = Controls.paragraph("", "title-4");
    caption.textProperty().bind(model.captionProperty());
    VBox.setVgrow(bars, Priority.ALWAYS);
    VBox.setVgrow(trace, Priority.ALWAYS);
    Label history = Controls.label(Messages.text("meters.history"), "section-title");
    Label unstable = Controls.paragraph(Messages.text("meters.unstable"), "text-muted");
    unstable.setMinHeight(Region.USE_PREF_SIZE);
    content = new VBox(caption, bars, tiles, history, trace, unstable);
    content.getStyleClass().add("meters");
    content.setId("meters-content");
    content.setAccessibleRole(AccessibleRole.TEXT);
    root.setId("meters");
    root.setTop(new MeterToolbar(model));
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setAccessibleText(Messages.text("screen.meters"));
    scroll.getStyleClass().add("edge-to-edge");
    root.setCenter(scroll);
    speak();
  }

  private void draw() {
    bars.paint();
    trace.paint();
    tiles.show(model.figures());
  }

  private void speak() {
    content.setAccessibleText(MeterWords.of(model.captionProperty().get(), model.figures()));
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public void shown() {
    clock.start();
  }

  @Override
  public void hidden() {
    clock.stop();
  }

  @Override
  public List<Shortcut> shortcuts() {
    return List.of(
        Shortcut.of("P", "meters.key.pause", model::pauseOrStart),
        Shortcut.of("0", "meters.reset", model::reset),
        Shortcut.of("S", "meters.key.scale", model::switchScale));
  }
}
