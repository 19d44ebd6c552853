package org.audioprocessor.desktop.preview;

import java.util.function.DoubleConsumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.audioprocessor.desktop.preview.sound.FoundTrack;
import org.audioprocessor.preview.Rendition;

/** The loaded track of the active player, whether it plays, and its position. UI thread only. */
final class Playhead {
  private final ChosenPlayer player;
  private final DoubleConsumer moved;
  private final ReadOnlyObjectWrapper<Listening> listening =
      new ReadOnlyObjectWrapper<>(Listening.NOTHING);
  private final ReadOnlyBooleanWrapper muted = new ReadOnlyBooleanWrapper(false);
  private double volume = 1;
  private boolean loaded;
  private boolean wantsToPlay;

  /**
   * @param moved receives the position in seconds with each {@link #pull}
   */
  Playhead(ChosenPlayer player, DoubleConsumer moved) {
    this.player = player;
    this.moved = moved;
  }

  ReadOnlyObjectProperty<Listening> listeningProperty() {
    return listening.getReadOnlyProperty();
  }

  boolean isLoaded() {
    return loaded;
  }

  boolean plays() {
    return listening.get().plays();
  }

  /** Reads the player's position. */
  void pull() {
    if (loaded) {
      Listening now = Listening.of(player.snapshot(), wantsToPlay);
      listening.set(now);
      moved.accept(now.positionSeconds());
    }
  }

  double positionSeconds() {
    pull();
    return listening.get().positionSeconds();
  }

  void load(FoundTrack track, Rendition first, double seconds, boolean play) {
    loaded = true;
    wantsToPlay = play;
    applyVolume();
    player.load(track, first, seconds, play);
  }

  /** Stops the player and shows this state instead of a position. */
  void unload(Listening instead) {
    if (loaded) {
      player.now().pause();
    }
    loaded = false;
    wantsToPlay = false;
    listening.set(instead);
  }

  /** Plays the loaded track, or the next one that is loaded. */
  void wantToPlay() {
    wantsToPlay = true;
  }

  void play() {
    wantsToPlay = true;
    player.now().play();
    pull();
  }

  void pause() {
    wantsToPlay = false;
    player.now().pause();
    pull();
  }

  /** Jumps to a position; does nothing without a loaded track. */
  void seek(double seconds) {
    if (loaded) {
      player.now().seek(Math.max(0, seconds));
      pull();
    }
  }

  void step(double seconds) {
    seek(positionSeconds() + seconds);
  }

  void select(Rendition wanted) {
    if (loaded) {
      player.now().select(wanted);
    }
  }

  /** Sets the volume, from 0 to 1, and unmutes. */
  void volume(double share) {
    volume = share;
    mute(false);
  }

  /**
   * Whether the player is muted, until it is unmuted, the volume is moved or the program is
   * restarted.
   */
  ReadOnlyBooleanProperty mutedProperty() {
    return muted.getReadOnlyProperty();
  }

  void mute(boolean silent) {
    muted.set(silent);
    applyVolume();
  }

  private void applyVolume() {
    if (loaded) {
      player.now().volume(muted.get() ? 0 : volume);
    }
  }
}
