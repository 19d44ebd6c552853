package org.audioprocessor.desktop.meters;

import javafx.animation.AnimationTimer;

/** Pulls with every frame while it runs, and draws what has changed. */
final class MeterClock extends AnimationTimer {
  private static final long SPOKEN_EVERY_NANOS = 1_000_000_000L;

  private final MetersViewModel model;
  private final Runnable draw;
  private final Runnable speak;
  private long spokenNanos;
  private long drawnStamp;
  private long drawnPoints;

  /**
   * @param speak renews the words for screen readers, once a second
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
