package org.audioprocessor.desktop.meters;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Formats.PeakCeiling;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.meters.LevelText.CachedText;

/** Shows the integrating figures with their units, in the order of the standard. */
final class Tiles extends HBox {
  private static final String PEAK_UNIT = "dBTP";
  private static final String RANGE_UNIT = "LU";
  private static final PseudoClass OVER = PseudoClass.getPseudoClass("over");

  private final MetersViewModel model;
  private final List<Tile> tiles = new ArrayList<>();
  private final LevelText integrated;
  private final LevelText maxMomentary;
  private final LevelText maxShortTerm;
  private final CachedText range = new CachedText("", false);
  private final CachedText peak = new CachedText("", false);

  /** A figure; {@code unit} is empty if it is the unit chosen for loudness. */
  private record Tile(
      String name, String unit, Label caption, Label value, Function<MeterFigures, String> text) {}

  /**
   * @param all includes the figures that the small meters have no room for
   */
  Tiles(MetersViewModel model, boolean all) {
    this.model = model;
    getStyleClass().add("meter-tiles");
    integrated = new LevelText(model.targetLufs(), false);
    maxMomentary = new LevelText(model.targetLufs(), false);
    maxShortTerm = new LevelText(model.targetLufs(), false);
    tile("meters.integrated", "", now -> integrated.of(now.integratedLufs, inLu()));
    tile("meters.range", RANGE_UNIT, this::range);
    tile("meters.max-momentary", "", now -> maxMomentary.of(now.maxMomentaryLufs, inLu()));
    if (all) {
      tile("meters.max-short-term", "", now -> maxShortTerm.of(now.maxShortTermLufs, inLu()));
      tile("meters.peak", PEAK_UNIT, this::peak);
    }
    model.relativeProperty().subscribe(this::name);
  }

  private boolean inLu() {
    return model.relativeProperty().get();
  }

  private String range(MeterFigures now) {
    boolean unstable = now.rangeUnstable && !Double.isNaN(now.rangeLu);
    return unstable ? "~ " + range.of(now.rangeLu) : range.of(now.rangeLu);
  }

  private String peak(MeterFigures now) {
    String text = peak.of(now.highestPeakDbtp());
    return isOver(now) ? PeakCeiling.SIGN + " " + text : text;
  }

  private boolean isOver(MeterFigures now) {
    return PeakCeiling.isOver(now.highestPeakDbtp(), model.ceilingDbtp());
  }

  private void tile(String key, String unit, Function<MeterFigures, String> text) {
    Label caption = Controls.label("", "text-muted", "text-small");
    Label value = Controls.label("–", "meter-tile-value");
    VBox box = new VBox(caption, value);
    box.getStyleClass().add("meter-tile");
    box.setMinWidth(0);
    HBox.setHgrow(box, Priority.ALWAYS);
    getChildren().add(box);
    tiles.add(new Tile(Messages.text(key), unit, caption, value, text));
  }

  private void name(boolean nowInLu) {
    String loudness = nowInLu ? "LU" : "LUFS";
    for (Tile tile : tiles) {
      tile.caption().setText(tile.name() + " " + (tile.unit().isEmpty() ? loudness : tile.unit()));
    }
    show(model.figures());
  }

  void show(MeterFigures now) {
    for (Tile tile : tiles) {
      String text = tile.text().apply(now);
      if (!tile.value().getText().equals(text)) {
        tile.value().setText(text);
        if (tile.unit().equals(PEAK_UNIT)) {
          tile.value().pseudoClassStateChanged(OVER, isOver(now));
        }
      }
    }
  }
}
