package org.audioprocessor.desktop.work;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.audioprocessor.preview.meter.EbuMeter;
import org.jspecify.annotations.Nullable;

/** The sound that the player plays, and its meter. UI thread only. */
public final class NowPlaying {
  /**
   * The sound of the meter.
   *
   * @param rendition its name as text
   * @param comparisonGainDb the attenuation during a comparison; the meter reads without it
   */
  public record Sound(String fileName, String rendition, double comparisonGainDb) {}

  private @Nullable Sound sound;
  private boolean blind;
  private final ReadOnlyObjectWrapper<@Nullable EbuMeter> meter = new ReadOnlyObjectWrapper<>();

  /** Null while nothing plays, or if the player cannot meter. */
  public ReadOnlyObjectProperty<@Nullable EbuMeter> meterProperty() {
    return meter.getReadOnlyProperty();
  }

  public void play(@Nullable EbuMeter heard) {
    meter.set(heard);
  }

  /** Returns the latest audible sound; null before the first. */
  public @Nullable Sound sound() {
    return sound;
  }

  public void setSound(Sound now) {
    sound = now;
  }

  /** Returns whether a blind test is running: figures of the sound would reveal X. */
  public boolean isBlind() {
    return blind;
  }

  public void setBlind(boolean test) {
    blind = test;
  }
}
