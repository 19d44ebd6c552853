package org.audioprocessor.desktop.meters;

import javafx.animation.AnimationTimer;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Formats.PeakCeiling;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Screen;

/**
 * A screen with bars and figures that are drawn while it is visible, and described for screen
 * readers once a second.
 */
abstract class MeteredScreen implements Screen {
  private final MetersViewModel model;
  private final Node description;
  private final BarsCanvas bars;
  private final Tiles tiles;
  private final MeterClock clock;

  /**
   * @param description carries the text for screen readers
   * @param large with scales and all figures
   */
  MeteredScreen(MetersViewModel model, Node description, boolean large) {
    this.model = model;
    this.description = description;
    bars = new BarsCanvas(model, large);
    tiles = new Tiles(model, large);
    clock = new MeterClock(model, this::draw, this::speak);
    description.setAccessibleRole(AccessibleRole.TEXT);
    speak();
  }

  BarsCanvas bars() {
    return bars;
  }

  Tiles tiles() {
    return tiles;
  }

  /** Draws the latest figures. */
  void draw() {
    bars.paint();
    tiles.show(model.figures());
  }

  private void speak() {
    description.setAccessibleText(
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

  /** Pulls the figures with every frame and redraws on changes. */
  private static final class MeterClock extends AnimationTimer {
    private static final long SPOKEN_EVERY_NANOS = 1_000_000_000L;

    private final MetersViewModel model;
    private final Runnable draw;
    private final Runnable speak;
    private long spokenNanos;
    private long drawnStamp;
    private long drawnPoints;

    /**
     * @param speak updates the text for screen readers, once a second
     */
    MeterClock(MetersViewModel model, Runnable draw, Runnable speak) {
      this.model = model;
      this.draw = draw;
      this.speak = speak;
      model.scaleProperty().addListener((value, before, now) -> draw.run());
      model.relativeProperty().addListener((value, before, now) -> draw.run());
    }

    @Override
    public void handle(long nanos) {
      model.pull(nanos);
      long stamp = model.figures().stamp();
      long points = model.trace().points();
      if (stamp != drawnStamp || points != drawnPoints) {
        drawnStamp = stamp;
        drawnPoints = points;
        draw.run();
      }
      if (nanos - spokenNanos >= SPOKEN_EVERY_NANOS) {
        spokenNanos = nanos;
        speak.run();
      }
    }
  }

  /** Describes the figures for screen readers. */
  static final class MeterWords {
    private MeterWords() {}

    /**
     * Describes every figure with its unit.
     *
     * @param inLu states loudness relative to the target
     */
    static String of(String caption, MeterFigures now, MeterServices.Limits limits, boolean inLu) {
      double targetLufs = limits.targetLufs();
      double ceiling = limits.ceilingDbtp();
      boolean over = PeakCeiling.isOver(now.highestPeakDbtp(), ceiling);
      String range = now.rangeUnstable ? Messages.text("meters.words.unstable") : "";
      return Messages.text(
          "meters.words",
          caption,
          level(now.momentaryLufs, targetLufs, inLu),
          level(now.shortTermLufs, targetLufs, inLu),
          level(now.integratedLufs, targetLufs, inLu),
          Formats.level(now.rangeLu),
          range,
          level(now.maxMomentaryLufs, targetLufs, inLu),
          level(now.maxShortTermLufs, targetLufs, inLu),
          Formats.level(now.maxTruePeakDbtp[0]),
          Formats.level(now.maxTruePeakDbtp[1]),
          over ? Messages.text("meters.words.over", Formats.level(ceiling)) : "");
    }

    private static String level(double lufs, double targetLufs, boolean inLu) {
      return new LevelText(targetLufs, true).of(lufs, inLu);
    }
  }
}
