package org.audioprocessor.desktop.preview;

import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.preview.sound.FoundTrack;
import org.audioprocessor.preview.BlindTest;
import org.audioprocessor.preview.BlindTest.Side;
import org.audioprocessor.preview.Player.LevelMatch;
import org.audioprocessor.preview.Rendition;
import org.jspecify.annotations.Nullable;

/** Compares renditions at equal loudness, and blind. UI thread only. */
final class Comparison {
  private static final List<Side> SIDES = List.of(Side.A, Side.B, Side.X);

  private final ChosenPlayer player;
  private final Supplier<@Nullable FoundTrack> loaded;
  private final Runnable changed;
  private final ReadOnlyBooleanWrapper levelMatched;
  private final ReadOnlyObjectWrapper<@Nullable BlindListening> blind =
      new ReadOnlyObjectWrapper<>();

  /**
   * @param loaded the track in the player; null for none
   * @param changed called after a blind test began or ended
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

  /** The running blind test; null for none. */
  ReadOnlyObjectProperty<@Nullable BlindListening> blindProperty() {
    return blind.getReadOnlyProperty();
  }

  void setLevelMatched(boolean matched) {
    levelMatched.set(matched);
    applyLevels();
  }

  /** Returns the attenuation of a rendition now; 0 for none. */
  double gainDb(FoundTrack track, Rendition rendition) {
    boolean matched = levelMatched.get() || blind.get() != null;
    return matched ? LevelMatch.of(track.integratedLufs()).gainDb(rendition) : 0;
  }

  /** Applies the gains; a blind test is always matched in loudness. */
  void applyLevels() {
    FoundTrack now = loaded.get();
    if (now != null) {
      applyLevels(now);
    }
  }

  /** Applies the gains before a track is loaded, so that it starts with them. */
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

  /** Switches the side; does nothing without a blind test. */
  void hear(Side side) {
    BlindListening test = blind.get();
    if (test != null) {
      player.now().selectBlind(test.hear(side));
    }
  }

  /** Switches the side by number: A, B, X. */
  void hear(int number) {
    if (number < SIDES.size()) {
      hear(SIDES.get(number));
    }
  }

  /** Answers; the next X plays at once. */
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

  /** Ends the blind test when another track is loaded; plays nothing. */
  void forget() {
    blind.set(null);
  }

  /** A running blind test: the audible side, and the score as text. UI thread only. */
  static final class BlindListening {
    private final BlindTest test;
    private final ReadOnlyObjectWrapper<BlindTest.Side> side =
        new ReadOnlyObjectWrapper<>(BlindTest.Side.X);
    private final ReadOnlyStringWrapper score =
        new ReadOnlyStringWrapper(Messages.text("preview.blind.begin"));

    BlindListening(Rendition a, Rendition b, long seed) {
      test = new BlindTest(a, b, seed);
    }

    Rendition first() {
      return test.rendition(BlindTest.Side.A);
    }

    Rendition second() {
      return test.rendition(BlindTest.Side.B);
    }

    /** Returns the rendition to play for a side. */
    Rendition hear(BlindTest.Side wanted) {
      side.set(wanted);
      return test.rendition(wanted);
    }

    void answer(BlindTest.Side said) {
      boolean right = test.answer(said);
      BlindTest.Score now = test.score();
      score.set(
          Messages.text(
              "preview.blind.score",
              right ? 1 : 0,
              now.correct(),
              now.trials(),
              Math.round(100 * now.probability())));
    }

    ReadOnlyObjectProperty<BlindTest.Side> sideProperty() {
      return side.getReadOnlyProperty();
    }

    ReadOnlyStringProperty scoreProperty() {
      return score.getReadOnlyProperty();
    }
  }
}
