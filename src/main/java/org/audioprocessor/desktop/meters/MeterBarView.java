package org.audioprocessor.desktop.meters;

import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Screen;

/** The small meters that are always in sight. */
public final class MeterBarView implements Screen {
  private static final double ROOM_FOR_TILES = 140;

  private final VBox root = new VBox();
  private final MetersViewModel model;
  private final BarsCanvas bars;
  private final Tiles tiles = new Tiles(false);
  private final MeterClock clock;

  public MeterBarView(MetersViewModel model) {
    this.model = model;
    bars = new BarsCanvas(model, false);
    clock = new MeterClock(model, this::draw, this::speak);
    Label caption = Controls.label("", "text-muted", "text-small");
    tiles.getStyleClass().add("meter-tiles-small");
    caption.setId("meters-caption");
    caption.textProperty().bind(model.captionProperty());
    VBox.setVgrow(bars, Priority.ALWAYS);
    root.setId("meter-bar");
    root.getStyleClass().add("meter-bar");
    root.setAccessibleRole(AccessibleRole.TEXT);
    root.getChildren().setAll(caption, bars, tiles);
    root.heightProperty()
        .addListener((value, before, now) -> fit(now.doubleValue() >= ROOM_FOR_TILES));
    speak();
  }

  private void fit(boolean roomy) {
    Controls.show(tiles, roomy);
  }

  private void draw() {
    bars.paint();
    tiles.show(model.figures());
  }

  private void speak() {
    root.setAccessibleText(MeterWords.of(model.captionProperty().get(), model.figures()));
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
}
