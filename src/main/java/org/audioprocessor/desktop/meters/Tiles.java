package org.audioprocessor.desktop.meters;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Messages;

/** The figures that integrate, each with its unit. */
final class Tiles extends HBox {
  private final Label integrated = tile("meters.integrated");
  private final Label range = tile("meters.range");
  private final Label maxMomentary = tile("meters.max-momentary");
  private final Label maxShortTerm;
  private final Label peak = tile("meters.peak");
  private final KeptText integratedText = new KeptText("");
  private final KeptText rangeText = new KeptText("");
  private final KeptText maxMomentaryText = new KeptText("");
  private final KeptText maxShortTermText = new KeptText("");
  private final KeptText peakText = new KeptText("");

  /**
   * @param all also what the small meters have no room for
   */
  Tiles(boolean all) {
    getStyleClass().add("meter-tiles");
    maxShortTerm = tile("meters.max-short-term");
    Controls.show(maxShortTerm.getParent(), all);
    // in the order of the standard: I, LRA, maxima, peak
    peak.getParent().toFront();
  }

  private Label tile(String key) {
    Label value = Controls.label("–", "meter-tile-value");
    VBox tile = new VBox(Controls.label(Messages.text(key), "text-muted", "text-small"), value);
    tile.getStyleClass().add("meter-tile");
    tile.setMinWidth(0);
    HBox.setHgrow(tile, Priority.ALWAYS);
    getChildren().add(tile);
    return value;
  }

  void show(MeterFigures now) {
    set(integrated, integratedText.of(now.integratedLufs));
    boolean unstable = now.rangeUnstable && !Double.isNaN(now.rangeLu);
    set(range, unstable ? "~ " + rangeText.of(now.rangeLu) : rangeText.of(now.rangeLu));
    set(maxMomentary, maxMomentaryText.of(now.maxMomentaryLufs));
    set(maxShortTerm, maxShortTermText.of(now.maxShortTermLufs));
    set(peak, peakText.of(now.highestPeakDbtp()));
  }

  private static void set(Label label, String text) {
    if (!label.getText().equals(text)) {
      label.setText(text);
    }
  }
}
