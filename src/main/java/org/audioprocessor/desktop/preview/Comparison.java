package org.audioprocessor.desktop.preview;

import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.audioprocessor.desktop.preview.sound.FoundTrack;
import org.audioprocessor.preview.BlindTest.Side;
import org.audioprocessor.preview.LevelMatch;
import org.audioprocessor.preview.Rendition;
import org.jspecify.annotations.Nullable;

/** How renditions are compared fairly: equally loud, and blind. UI thread only. */
final class Comparison {
  private static final List<Side> SIDES = List.of(Side.A, Side.B, Side.X);

  private final ChosenPlayer player;
  private final Supplier<@Nullable FoundTrack> loaded;
  private final Runnable changed;
  private final ReadOnlyBooleanWrapper levelMatched;
  private final ReadOnlyObjectWrapper<@Nullable BlindListening> blind =
      new ReadOnlyObjectWrapper<>();

  /**
   * Nothing is compared blind yet.
   *
   * @param loaded what the player has; null for nothing
   * @param changed told after a blind test began or ended
   */
  Comparison(ChosenPlayer player, Supplier<@Nullable FoundTrack> loaded, Runnable changed) {
    this.player = player;
    this.loaded = loaded;
    this.changed = changed;
    levelMatched = new ReadOnlyBooleanWrapper(false);
  }

  ReadOnlyBooleanProperty levelMatchedProperty() {
    return levelMatched.getReadOnlyProperty();
  }

  /** Null while no blind test runs. */
  ReadOnlyObjectProperty<@Nullable BlindListening> blindProperty() {
    return blind.getReadOnlyProperty();
  }

  void setLevelMatched(boolean matched) {
    levelMatched.set(matched);
    applyLevels();
  }

  /** How much a rendition is turned down now; 0 for nothing. */
  double gainDb(FoundTrack track, Rendition rendition) {
    boolean matched = levelMatched.get() || blind.get() != null;
    return matched ? LevelMatch.of(track.integratedLufs()).gainDb(rendition) : 0;
  }

  /** A blind test is always equally loud. */
  void applyLevels() {
    FoundTrack now = loaded.get();
    if (now != null) {
      applyLevels(now);
    }
  }

  /** Before it is loaded, so that it begins with them. */
  void applyLevels(FoundTrack track) {
    player.levels(track, levelMatched.get() || blind.get() != null);
  }

  void startBlind(Rendition a, Rendition b, long seed) {
    FoundTrack now = loaded.get();
    if (now == null || !now.published() || a.equals(b)) {
      return;
    }
    BlindListening test = new BlindListening(a, b, seed);
    blind.set(test);
    applyLevels();
    changed.run();
    player.now().selectBlind(test.hear(Side.X));
  }

  /** Changes nothing where no blind test runs. */
  void hear(Side side) {
    BlindListening test = blind.get();
    if (test != null) {
      player.now().selectBlind(test.hear(side));
    }
  }

  /** By number: A, B, X. */
  void hear(int number) {
    if (number < SIDES.size()) {
      hear(SIDES.get(number));
    }
  }

  /** The next X is heard at once. */
  void answer(Side side) {
    BlindListening test = blind.get();
    if (test != null) {
      test.answer(side);
      hear(Side.X);
    }
  }

  void endBlind() {
    if (blind.get() != null) {
      blind.set(null);
      applyLevels();
      changed.run();
    }
  }

  /** Another track: the test is over, and nothing is played. */
  void forget() {
    blind.set(null);
  }
}
