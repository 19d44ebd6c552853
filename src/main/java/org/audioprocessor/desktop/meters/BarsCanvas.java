package org.audioprocessor.desktop.meters;

import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;
import org.audioprocessor.desktop.controls.Formats.PeakCeiling;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Palette;
import org.audioprocessor.desktop.meters.LevelText.CachedText;
import org.audioprocessor.preview.meter.EbuReading.MeterScale;

/**
 * Draws four bars: momentary and short-term loudness with their maxima and the target, and the true
 * peak of both channels with its maximum.
 */
final class BarsCanvas extends Pane {
  private static final double LOWEST_DBTP = -42;
  private static final double HIGHEST_DBTP = 3;
  private static final double NAME_WIDTH = 34;
  private static final double VALUE_WIDTH = 118;
  private static final double TICKS_HEIGHT = 18;
  private static final double TEXT_SIZE = 13;
  private static final double TICK_SIZE = 11;
  private static final Font NAME = Font.font(TEXT_SIZE);
  private static final Font VALUE = Font.font(null, FontWeight.BOLD, TEXT_SIZE);
  private static final Font TICK = Font.font(TICK_SIZE);
  private static final String[] NAMES = {"M", "S", "L", "R"};

  private final Canvas canvas = new Canvas();
  private final Palette palette = new Palette(this::paint);
  private final MetersViewModel model;
  private final boolean withTicks;
  private final LevelText[] levels;
  private final CachedText[] peaks = {
    new CachedText(" dBTP", false), new CachedText(" dBTP", false)
  };
  private final String held = Messages.text("meters.held") + " ";
  private final String[] peakValues = {"", ""};
  private final String[] peakTexts = {"", ""};

  BarsCanvas(MetersViewModel model, boolean withTicks) {
    this.model = model;
    this.withTicks = withTicks;
    levels =
        new LevelText[] {
          new LevelText(model.targetLufs(), true), new LevelText(model.targetLufs(), true)
        };
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    getChildren().setAll(canvas, palette);
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    paint();
  }

  /** Draws the latest figures. */
  void paint() {
    GraphicsContext pen = canvas.getGraphicsContext2D();
    double width = canvas.getWidth();
    pen.clearRect(0, 0, width, canvas.getHeight());
    double row = (canvas.getHeight() - (withTicks ? 2 * TICKS_HEIGHT : 0)) / 4;
    if (width <= NAME_WIDTH + VALUE_WIDTH || row <= 0) {
      return;
    }
    pen.setTextBaseline(VPos.CENTER);
    MeterFigures now = model.figures();
    double peaksTop = 2 * row + (withTicks ? TICKS_HEIGHT : 0);
    loudness(pen, 0, 0, row, now.momentaryLufs, now.maxMomentaryLufs);
    loudness(pen, 1, row, row, now.shortTermLufs, now.maxShortTermLufs);
    peak(pen, 2, peaksTop, row, now.truePeakDbtp[0], now.maxTruePeakDbtp[0]);
    peak(pen, 3, peaksTop + row, row, now.truePeakDbtp[1], now.maxTruePeakDbtp[1]);
    if (withTicks) {
      loudnessTicks(pen, 2 * row);
      peakTicks(pen, peaksTop + 2 * row);
    }
  }

  private double barWidth() {
    return canvas.getWidth() - NAME_WIDTH - VALUE_WIDTH;
  }

  private void loudness(
      GraphicsContext pen, int index, double y, double height, double lufs, double most) {
    MeterScale scale = model.scaleProperty().get();
    double target = model.targetLufs();
    Paint text = palette.of(Palette.Role.TEXT);
    words(pen, index, y, height, levels[index].of(lufs, model.relativeProperty().get()), text);
    bar(
        pen,
        y,
        height,
        Double.isNaN(lufs) ? 0 : scale.share(lufs - target),
        scale.share(0),
        palette.of(Palette.Role.WARN));
    mark(pen, y, height, scale.share(0), palette.of(Palette.Role.ACCENT));
    if (!Double.isNaN(most)) {
      mark(pen, y, height, scale.share(most - target), palette.of(Palette.Role.TEXT));
    }
  }

  private void peak(
      GraphicsContext pen, int index, double y, double height, double dbtp, double most) {
    double ceiling = model.ceilingDbtp();
    boolean over = PeakCeiling.isOver(most, ceiling);
    Paint text = palette.of(over ? Palette.Role.BAD : Palette.Role.TEXT);
    words(pen, index, y, height, held(index - 2, most), text);
    if (over) {
      pen.setTextAlign(TextAlignment.LEFT);
      pen.fillText(PeakCeiling.SIGN, 16, y + height / 2);
    }
    bar(
        pen,
        y,
        height,
        Double.isNaN(dbtp) ? 0 : peakShare(dbtp),
        peakShare(ceiling),
        palette.of(Palette.Role.BAD));
    mark(pen, y, height, peakShare(ceiling), palette.of(Palette.Role.ACCENT));
    if (!Double.isNaN(most)) {
      mark(pen, y, height, peakShare(most), palette.of(Palette.Role.TEXT));
    }
  }

  /** Returns the label of the maximum: the peaks are maxima, M and S are current values. */
  private String held(int channel, double most) {
    String value = peaks[channel].of(most);
    if (!value.equals(peakValues[channel])) {
      peakValues[channel] = value;
      peakTexts[channel] = held + value;
    }
    return peakTexts[channel];
  }

  private static double peakShare(double dbtp) {
    return Math.clamp((dbtp - LOWEST_DBTP) / (HIGHEST_DBTP - LOWEST_DBTP), 0, 1);
  }

  private void words(
      GraphicsContext pen, int index, double y, double height, String value, Paint paint) {
    pen.setFill(paint);
    pen.setTextAlign(TextAlignment.LEFT);
    pen.setFont(NAME);
    pen.fillText(NAMES[index], 2, y + height / 2);
    pen.setTextAlign(TextAlignment.RIGHT);
    pen.setFont(VALUE);
    pen.fillText(value, canvas.getWidth() - 1, y + height / 2);
  }

  /** Draws the part above the limit in another colour. */
  private void bar(
      GraphicsContext pen, double y, double height, double share, double limit, Paint above) {
    double thick = Math.min(22, height * 0.55);
    double top = y + (height - thick) / 2;
    pen.setFill(palette.of(Palette.Role.EMPTY));
    pen.fillRoundRect(NAME_WIDTH, top, barWidth(), thick, 5, 5);
    if (share > 0) {
      pen.setFill(palette.of(Palette.Role.GOOD));
      pen.fillRoundRect(NAME_WIDTH, top, barWidth() * Math.min(share, limit), thick, 5, 5);
    }
    if (share > limit) {
      pen.setFill(above);
      double from = NAME_WIDTH + barWidth() * limit;
      pen.fillRoundRect(from, top, barWidth() * (share - limit), thick, 5, 5);
    }
  }

  private void mark(GraphicsContext pen, double y, double height, double share, Paint paint) {
    double tall = Math.min(28, height * 0.8);
    double x = NAME_WIDTH + barWidth() * share;
    pen.setFill(paint);
    pen.fillRect(Math.min(x, NAME_WIDTH + barWidth() - 2), y + (height - tall) / 2, 2, tall);
  }

  private void loudnessTicks(GraphicsContext pen, double y) {
    MeterScale scale = model.scaleProperty().get();
    int step = scale == MeterScale.EBU_9 ? 3 : 6;
    for (int lu = (int) scale.lowestLu(); lu <= scale.highestLu(); lu += step) {
      String text = LevelText.tick(lu, model.targetLufs(), model.relativeProperty().get());
      tick(pen, y, scale.share(lu), text);
    }
  }

  private void peakTicks(GraphicsContext pen, double y) {
    for (int dbtp = -36; dbtp <= 0; dbtp += 6) {
      tick(pen, y, peakShare(dbtp), dbtp == 0 ? "0 dBTP" : "−" + -dbtp);
    }
  }

  private void tick(GraphicsContext pen, double y, double share, String text) {
    pen.setFill(palette.of(Palette.Role.MUTED));
    pen.setFont(TICK);
    pen.setTextAlign(TextAlignment.CENTER);
    pen.fillText(text, NAME_WIDTH + barWidth() * share, y + TICKS_HEIGHT / 2);
  }
}
