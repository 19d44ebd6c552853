package org.audioprocessor.desktop.track.graph;

import java.util.function.DoubleConsumer;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Palette;
import org.audioprocessor.desktop.track.PublishedFacts;
import org.audioprocessor.desktop.track.TrackPage;
import org.audioprocessor.desktop.track.TrackViewModel;
import org.audioprocessor.desktop.track.TrackWords;
import org.audioprocessor.desktop.track.graph.LoudnessGraphs.LoudnessGraph;
import org.audioprocessor.preview.navigation.LoudnessScan.LoudnessTrace;
import org.jspecify.annotations.Nullable;

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

  /**
   * Draws short-term loudness over time, input and output; a click, or the cursor and Enter, plays
   * from there.
   */
  private static final class GraphCanvas extends Pane {
    private static final double HIGHEST_LUFS = 0;
    private static final double LOWEST_LUFS = -48;
    private static final int GRID_LUFS = 12;

    /** Room for the scales, left and below. */
    private static final double LEFT = 44;

    private static final double BELOW = 18;
    private static final double ABOVE = 6;
    private static final double LABEL_LU = 5;
    private static final double CURSOR_STEPS = 100;
    private static final Font SMALL = Font.font(11);

    private final Canvas canvas = new Canvas();
    private final Palette palette = new Palette(this::paint);
    private final DoubleConsumer listenAt;
    private final double targetLufs;
    private LoudnessGraph graph = LoudnessGraph.NONE;
    private double seconds;
    private double cursorShare = Double.NaN;

    GraphCanvas(double targetLufs, DoubleConsumer listenAt) {
      this.targetLufs = targetLufs;
      this.listenAt = listenAt;
      setId("track-graph");
      getStyleClass().add("track-graph");
      setCursor(Cursor.HAND);
      setFocusTraversable(true);
      getChildren().setAll(canvas, palette);
      setOnMouseMoved(event -> cursor(share(event.getX())));
      setOnMouseExited(event -> cursor(Double.NaN));
      setOnMouseClicked(event -> listen(share(event.getX())));
      setOnKeyPressed(this::onKey);
    }

    void show(LoudnessGraph now, double musicSeconds) {
      graph = now;
      seconds = musicSeconds;
      paint();
    }

    private void cursor(double share) {
      cursorShare = share;
      paint();
    }

    private void listen(double share) {
      requestFocus();
      if (seconds > 0) {
        listenAt.accept(Math.clamp(share, 0, 1) * seconds);
      }
    }

    private void onKey(KeyEvent event) {
      double at = Double.isNaN(cursorShare) ? 0 : cursorShare;
      switch (event.getCode()) {
        case LEFT -> cursor(Math.max(0, at - 1 / CURSOR_STEPS));
        case RIGHT -> cursor(Math.min(1, at + 1 / CURSOR_STEPS));
        case ENTER -> listen(at);
        default -> {
          return;
        }
      }
      event.consume();
    }

    @Override
    protected void layoutChildren() {
      canvas.setWidth(getWidth());
      canvas.setHeight(getHeight());
      paint();
    }

    private double share(double x) {
      return Math.clamp((x - LEFT) / Math.max(1, plotWidth()), 0, 1);
    }

    private double plotWidth() {
      return canvas.getWidth() - LEFT - 1;
    }

    private double x(double share) {
      return LEFT + share * plotWidth();
    }

    private double y(double lufs) {
      double share = Math.clamp((HIGHEST_LUFS - lufs) / (HIGHEST_LUFS - LOWEST_LUFS), 0, 1);
      return ABOVE + share * (canvas.getHeight() - ABOVE - BELOW);
    }

    private void paint() {
      GraphicsContext pen = canvas.getGraphicsContext2D();
      pen.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
      pen.setFont(SMALL);
      scales(pen);
      line(pen, graph.input(), palette.of(Palette.Role.LINE), 1);
      line(pen, graph.output(), palette.of(Palette.Role.GOOD), 1.6);
      if (!Double.isNaN(cursorShare) && seconds > 0) {
        pen.setFill(palette.of(Palette.Role.TEXT));
        pen.fillRect(x(cursorShare), 0, 1, canvas.getHeight() - BELOW);
        boolean left = cursorShare < 0.5;
        TextAlignment side = left ? TextAlignment.LEFT : TextAlignment.RIGHT;
        String time = TrackWords.length(cursorShare * seconds);
        words(pen, time, x(cursorShare) + (left ? 5 : -5), ABOVE + 7, side);
      }
    }

    private void scales(GraphicsContext pen) {
      for (double lufs = HIGHEST_LUFS; lufs >= LOWEST_LUFS; lufs -= GRID_LUFS) {
        pen.setFill(palette.of(Palette.Role.EMPTY));
        pen.fillRect(LEFT, Math.rint(y(lufs)), plotWidth(), 1);
        if (Math.abs(lufs - targetLufs) > LABEL_LU) {
          words(pen, Formats.level(lufs), LEFT - 5, y(lufs), TextAlignment.RIGHT);
        }
      }
      pen.setFill(palette.of(Palette.Role.ACCENT));
      pen.fillRect(LEFT, Math.rint(y(targetLufs)), plotWidth(), 1);
      words(pen, Formats.level(targetLufs), LEFT - 5, y(targetLufs), TextAlignment.RIGHT);
      if (seconds > 0) {
        double bottom = canvas.getHeight() - BELOW / 2;
        words(pen, TrackWords.length(0), LEFT, bottom, TextAlignment.LEFT);
        words(pen, TrackWords.length(seconds / 2), x(0.5), bottom, TextAlignment.CENTER);
        words(pen, TrackWords.length(seconds), x(1) - 3, bottom, TextAlignment.RIGHT);
      }
    }

    private void words(GraphicsContext pen, String text, double x, double y, TextAlignment side) {
      pen.setFill(palette.of(Palette.Role.MUTED));
      pen.setTextBaseline(VPos.CENTER);
      pen.setTextAlign(side);
      pen.fillText(text, x, y);
    }

    private void line(
        GraphicsContext pen, @Nullable LoudnessTrace trace, Paint paint, double width) {
      if (trace == null || seconds <= 0) {
        return;
      }
      pen.setStroke(paint);
      pen.setLineWidth(width);
      pen.beginPath();
      boolean drawing = false;
      for (int point = 0; point < trace.points(); point++) {
        double lufs = trace.shortTermLufs(point).orElse(Double.NaN);
        double x = x(Math.min(1, trace.seconds(point) / seconds));
        if (Double.isNaN(lufs)) {
          drawing = false;
        } else if (drawing) {
          pen.lineTo(x, y(lufs));
        } else {
          pen.moveTo(x, y(lufs));
          drawing = true;
        }
      }
      pen.stroke();
    }
  }
}
