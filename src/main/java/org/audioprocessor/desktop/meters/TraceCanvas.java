package org.audioprocessor.desktop.meters;

import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import org.audioprocessor.desktop.controls.Palette;
import org.audioprocessor.preview.meter.EbuReading.MeterScale;

/**
 * Draws the last two minutes: short-term loudness as a line with momentary behind it, the newest at
 * the right.
 */
final class TraceCanvas extends Pane {
  private static final Font SMALL = Font.font(11);

  private final Canvas canvas = new Canvas();
  private final Palette palette = new Palette(this::paint);
  private final MetersViewModel model;

  TraceCanvas(MetersViewModel model) {
    this.model = model;
    getChildren().setAll(canvas, palette);
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    paint();
  }

  void paint() {
    GraphicsContext pen = canvas.getGraphicsContext2D();
    pen.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    grid(pen);
    line(pen, false, palette.of(Palette.Role.LINE), 1);
    line(pen, true, palette.of(Palette.Role.GOOD), 2);
  }

  private void grid(GraphicsContext pen) {
    MeterScale scale = model.scaleProperty().get();
    int step = scale == MeterScale.EBU_9 ? 9 : 18;
    pen.setFont(SMALL);
    pen.setTextBaseline(VPos.BOTTOM);
    for (int lu = (int) scale.lowestLu(); lu <= scale.highestLu(); lu += step) {
      double y = y(lu);
      pen.setFill(palette.of(lu == 0 ? Palette.Role.ACCENT : Palette.Role.EMPTY));
      pen.fillRect(0, Math.min(y, canvas.getHeight() - 1), canvas.getWidth(), 1);
      pen.setFill(palette.of(Palette.Role.MUTED));
      String text = LevelText.tick(lu, model.targetLufs(), model.relativeProperty().get());
      pen.fillText(text, 5, lu == scale.highestLu() ? y + 14 : y);
    }
  }

  private double y(double lu) {
    return canvas.getHeight() * (1 - model.scaleProperty().get().share(lu));
  }

  private void line(GraphicsContext pen, boolean shortTerm, Paint paint, double width) {
    MeterTrace trace = model.trace();
    double step = canvas.getWidth() / MeterTrace.CAPACITY;
    pen.setStroke(paint);
    pen.setLineWidth(width);
    pen.beginPath();
    boolean drawing = false;
    for (int back = 0; back < trace.size(); back++) {
      float lufs = shortTerm ? trace.shortTermLufs(back) : trace.momentaryLufs(back);
      if (Float.isNaN(lufs)) {
        drawing = false;
        continue;
      }
      double x = canvas.getWidth() - back * step;
      double y = y(lufs - model.targetLufs());
      if (drawing) {
        pen.lineTo(x, y);
      } else {
        pen.moveTo(x, y);
        drawing = true;
      }
    }
    pen.stroke();
  }
}
