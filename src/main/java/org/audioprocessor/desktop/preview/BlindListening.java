package org.audioprocessor.desktop.preview;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.preview.BlindTest;
import org.audioprocessor.preview.Rendition;

/** A running blind test: the audible side, and the score as text. UI thread only. */
final class BlindListening {
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
