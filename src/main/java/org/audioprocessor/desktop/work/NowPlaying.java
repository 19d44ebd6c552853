package org.audioprocessor.desktop.work;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.audioprocessor.preview.meter.EbuMeter;
import org.jspecify.annotations.Nullable;

/** What the player plays, and its meter. UI thread only. */
public final class NowPlaying {
  /**
   * What the meter reads.
   *
   * @param rendition in words
   * @param comparisonGainDb how much it is turned down for a comparison; the meter reads it without
   */
  public record Sound(String fileName, String rendition, double comparisonGainDb) {}

  private @Nullable Sound sound;
  private boolean blind;
  private final ReadOnlyObjectWrapper<@Nullable EbuMeter> meter = new ReadOnlyObjectWrapper<>();

  /** Null while nobody plays, or the player cannot know what is heard. */
  public ReadOnlyObjectProperty<@Nullable EbuMeter> meterProperty() {
    return meter.getReadOnlyProperty();
  }

  public void play(@Nullable EbuMeter heard) {
    meter.set(heard);
  }

  /** What became audible last; null before. */
  public @Nullable Sound sound() {
    return sound;
  }

  public void setSound(Sound now) {
    sound = now;
  }

  /** A blind test runs: figures of the sound would tell which one it is. */
  public boolean isBlind() {
    return blind;
  }

  public void setBlind(boolean test) {
    blind = test;
  }
}
