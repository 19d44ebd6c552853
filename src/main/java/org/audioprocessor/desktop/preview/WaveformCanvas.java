package org.audioprocessor.desktop.preview;

import java.util.OptionalDouble;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Palette;
import org.audioprocessor.desktop.controls.Palette.Role;
import org.audioprocessor.desktop.preview.PreviewView.PlayTime;
import org.audioprocessor.preview.Player.Passage;
import org.audioprocessor.preview.navigation.TrackScan.Navigation;
import org.audioprocessor.preview.navigation.Waveform;

/**
 * Draws the outline of a track; a click or a drag jumps, with Shift it selects the repeated
 * passage.
 */
final class WaveformCanvas extends Region {
  private static final double BAR = 3;
  private static final double GAP = 1;
  private static final double MARK = 5;

  private final PreviewViewModel model;
  private final Canvas canvas = new Canvas();
  private final Palette palette = new Palette(this::draw);
  private double pressedSeconds;

  WaveformCanvas(PreviewViewModel model) {
    this.model = model;
    setId("waveform");
    getStyleClass().add("waveform");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.SLIDER);
    getChildren().addAll(canvas, palette);
    widthProperty().subscribe(this::fit);
    heightProperty().subscribe(this::fit);
    model.listeningProperty().subscribe(this::show);
    model.places().outlineProperty().subscribe(this::draw);
    model.places().passageProperty().subscribe(this::draw);
    setOnMousePressed(this::pressed);
    setOnMouseDragged(this::dragged);
  }

  private void fit() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    draw();
  }

  private void show(Listening now) {
    setAccessibleText(Messages.text("preview.position", PlayTime.of(now)));
    notifyAccessibleAttributeChanged(AccessibleAttribute.VALUE);
    draw();
  }

  @Override
  public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
    return switch (attribute) {
      case VALUE -> model.listeningProperty().get().positionSeconds();
      case MIN_VALUE -> 0.0;
      case MAX_VALUE -> model.listeningProperty().get().musicSeconds();
      default -> super.queryAccessibleAttribute(attribute, parameters);
    };
  }

  // --- the mouse

  private void pressed(MouseEvent event) {
    requestFocus();
    pressedSeconds = secondsAt(event.getX());
    if (event.getButton() == MouseButton.PRIMARY && !event.isShiftDown()) {
      model.seek(pressedSeconds);
    }
  }

  private void dragged(MouseEvent event) {
    if (event.isShiftDown()) {
      model.places().repeat(pressedSeconds, secondsAt(event.getX()));
    } else if (event.isPrimaryButtonDown()) {
      model.seek(secondsAt(event.getX()));
    }
  }

  private double secondsAt(double x) {
    return Math.clamp(x / Math.max(1, getWidth()), 0, 1) * lengthSeconds();
  }

  private double lengthSeconds() {
    Navigation known = model.places().outlineProperty().get();
    double heard = model.listeningProperty().get().musicSeconds();
    return heard > 0 || known == null ? heard : known.musicSeconds();
  }

  // --- the picture

  private void draw() {
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, getWidth() + 1, getHeight() + 1);
    double length = lengthSeconds();
    if (getWidth() < BAR || getHeight() < BAR) {
      return;
    }
    drawPassage(g, length);
    drawBars(g, length);
    drawMarks(g, length);
    if (length > 0) {
      g.setFill(palette.of(Role.TEXT));
      double x = x(model.listeningProperty().get().positionSeconds(), length);
      g.fillRect(Math.min(x, getWidth() - 2), 0, 2, getHeight());
    }
  }

  private double x(double seconds, double length) {
    return seconds / length * getWidth();
  }

  private void drawPassage(GraphicsContext g, double length) {
    Passage passage = model.places().passageProperty().get();
    if (passage != null && length > 0) {
      g.setFill(palette.of(Role.CHOSEN));
      double from = x(passage.fromSeconds(), length);
      g.fillRect(from, 0, Math.max(2, x(passage.toSeconds(), length) - from), getHeight());
    }
  }

  private void drawBars(GraphicsContext g, double length) {
    Navigation known = model.places().outlineProperty().get();
    Waveform waveform = known == null ? null : known.waveform();
    double position = model.listeningProperty().get().positionSeconds();
    double middle = getHeight() / 2;
    double room = middle - MARK;
    double step = length / getWidth();
    for (double x = 0; x + BAR <= getWidth(); x += BAR + GAP) {
      double from = x * step;
      double to = (x + BAR + GAP) * step;
      double high = waveform == null ? 0 : Math.min(1, waveform.highest(from, to)) * room;
      double low = waveform == null ? 0 : Math.min(1, -waveform.lowest(from, to)) * room;
      g.setFill(palette.of(length > 0 && from < position ? Role.ACCENT : Role.SUBTLE));
      g.fillRect(x, middle - Math.max(0.5, high), BAR, Math.max(1, high + low));
    }
  }

  /**
   * Draws boundaries as strokes at the bottom, the highest peak and the loudest second as wedges at
   * the top.
   */
  private void drawMarks(GraphicsContext g, double length) {
    Navigation known = model.places().outlineProperty().get();
    if (length <= 0) {
      return;
    }
    g.setFill(palette.of(Role.SUBTLE));
    for (double joint : model.places().joints()) {
      g.fillRect(x(joint, length), getHeight() - MARK, 1, MARK);
    }
    if (known != null) {
      g.setFill(palette.of(Role.TEXT));
      wedge(g, known.highestPeakSeconds(), length);
      wedge(g, known.loudestSeconds(), length);
    }
  }

  private void wedge(GraphicsContext g, OptionalDouble seconds, double length) {
    if (seconds.isPresent()) {
      double x = x(seconds.getAsDouble(), length);
      g.fillPolygon(new double[] {x - MARK, x + MARK, x}, new double[] {0, 0, MARK}, 3);
    }
  }
}
