package org.audioprocessor.desktop.meters;

import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import org.audioprocessor.desktop.controls.Screen;

/** Bars and figures that are drawn while they can be seen, and told in words once a second. */
abstract class MeteredScreen implements Screen {
  private final MetersViewModel model;
  private final Node told;
  private final BarsCanvas bars;
  private final Tiles tiles;
  private final MeterClock clock;

  /**
   * @param told carries the words for screen readers
   * @param large with scales and every figure
   */
  MeteredScreen(MetersViewModel model, Node told, boolean large) {
    this.model = model;
    this.told = told;
    bars = new BarsCanvas(model, large);
    tiles = new Tiles(model, large);
    clock = new MeterClock(model, this::draw, this::speak);
    told.setAccessibleRole(AccessibleRole.TEXT);
    speak();
  }

  BarsCanvas bars() {
    return bars;
  }

  Tiles tiles() {
    return tiles;
  }

  /** With the latest figures. */
  void draw() {
    bars.paint();
    tiles.show(model.figures());
  }

  private void speak() {
    told.setAccessibleText(
        MeterWords.of(
            model.captionProperty().get(),
            model.figures(),
            model.limits(),
            model.relativeProperty().get()));
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
