package org.audioprocessor.desktop.track.graph;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.track.PublishedFacts;
import org.audioprocessor.desktop.track.TrackPage;
import org.audioprocessor.desktop.track.TrackViewModel;

/** Shows the graph with its caption, its legend, and why something is missing. */
public final class GraphPane extends VBox {
  private final GraphCanvas canvas;
  private final Label sentence = Controls.paragraph("", "text-muted", "text-small");
  private final TrackViewModel model;

  public GraphPane(TrackViewModel model) {
    this.model = model;
    canvas = new GraphCanvas(model.targetLufs(), model::listenAt);
    canvas.setAccessibleRole(AccessibleRole.SLIDER);
    canvas.setAccessibleText(Messages.text("track.graph.accessible"));
    sentence.setId("track-graph-sentence");
    HBox legend =
        new HBox(
            key("legend-input", "track.graph.input"),
            key("legend-output", "track.graph.output"),
            key("legend-target", "track.graph.target"));
    legend.getStyleClass().add("legend");
    getStyleClass().add("track-section");
    getChildren()
        .setAll(
            Controls.label(Messages.text("track.graph"), "section-title"),
            canvas,
            legend,
            sentence);
    model.graphProperty().subscribe(now -> show());
  }

  private static HBox key(String styleClass, String messageKey) {
    Region line = new Region();
    line.getStyleClass().addAll("legend-line", styleClass);
    HBox key =
        new HBox(line, Controls.label(Messages.text(messageKey), "text-muted", "text-small"));
    key.getStyleClass().add("legend-key");
    return key;
  }

  public void show() {
    TrackPage page = model.pageProperty().get();
    PublishedFacts facts = page == null ? null : page.published();
    LoudnessGraph graph = model.graphProperty().get();
    Double seconds = facts == null ? null : facts.source().seconds();
    canvas.show(graph, seconds == null ? 0 : seconds);
    String text = sentence(graph);
    sentence.setText(text);
    Controls.show(sentence, !text.isEmpty());
    Controls.show(this, facts != null);
  }

  private static String sentence(LoudnessGraph graph) {
    if (graph.working()) {
      return Messages.text("track.graph.working");
    }
    boolean tooShort = graph.isEmpty() && graph.sentence().isEmpty() && graph.input() != null;
    return tooShort ? Messages.text("track.graph.short") : graph.sentence();
  }
}
