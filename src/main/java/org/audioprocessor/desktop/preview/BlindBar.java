package org.audioprocessor.desktop.preview;

import java.util.concurrent.ThreadLocalRandom;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Controls.ChoiceButton;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.preview.Comparison.BlindListening;
import org.audioprocessor.desktop.preview.sound.FoundTrack;
import org.audioprocessor.preview.BlindTest.Side;
import org.audioprocessor.preview.Rendition;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/**
 * The controls of a blind test: two renditions to compare, a third that equals one of them, and the
 * score.
 */
final class BlindBar extends HBox {
  private final PreviewViewModel model;
  private final Button start;
  private final ToggleGroup sides = new ToggleGroup();
  private final ChoiceBox<Rendition> first;
  private final ChoiceBox<Rendition> second;
  private final Label score = Controls.label("", "text-muted");
  private boolean showing;

  BlindBar(PreviewViewModel model) {
    this.model = model;
    first = choice("blind-first", "preview.blind.first");
    second = choice("blind-second", "preview.blind.second");
    setId("blind");
    getStyleClass().add("blind-bar");
    setAlignment(Pos.CENTER_LEFT);
    start = Controls.button("blind-start", Messages.text("preview.blind"), () -> startOrEnd(model));
    start.disableProperty().bind(model.foundProperty().map(BlindBar::cannotCompare).orElse(true));
    score.setId("blind-score");
    first.setMinWidth(Region.USE_PREF_SIZE);
    second.setMinWidth(Region.USE_PREF_SIZE);
    HBox heard = new HBox(side(Side.A, "left-pill"), side(Side.B, "center-pill"));
    heard.getChildren().add(side(Side.X, "right-pill"));
    heard.setAlignment(Pos.CENTER_LEFT);
    getChildren()
        .addAll(
            first,
            second,
            heard,
            Controls.button(
                "blind-answer-a",
                Messages.text("preview.blind.is-a"),
                () -> model.comparison().answer(Side.A)),
            Controls.button(
                "blind-answer-b",
                Messages.text("preview.blind.is-b"),
                () -> model.comparison().answer(Side.B)),
            Controls.iconButton(
                "blind-end",
                Feather.X,
                Messages.text("preview.blind.end"),
                model.comparison()::endBlind));
    ChangeListener<Rendition> compared = (value, before, now) -> compareOthers();
    model.foundProperty().subscribe(found -> offer());
    first.valueProperty().addListener(compared);
    second.valueProperty().addListener(compared);
    model.comparison().blindProperty().subscribe(this::show);
  }

  private static boolean cannotCompare(@Nullable FoundTrack found) {
    return found == null || !found.published();
  }

  /** Returns the score, which has a row of its own. */
  Label score() {
    return score;
  }

  /** Hides the choice of the renditions. */
  void setCompact(boolean compact) {
    Controls.show(first, !compact);
    Controls.show(second, !compact);
  }

  /** Returns the start button, which stands elsewhere in the row. */
  Button start() {
    return start;
  }

  /**
   * Compares the raw file with the chosen rendition, or with the best one if the raw file is
   * chosen.
   */
  static void startOrEnd(PreviewViewModel model) {
    if (model.comparison().blindProperty().get() != null) {
      model.comparison().endBlind();
      return;
    }
    TrackRenditions renditions = model.renditions();
    Rendition chosen = renditions.orBest(model.renditionProperty().get());
    Rendition other = chosen.equals(Rendition.RAW) ? renditions.best() : chosen;
    model.comparison().startBlind(Rendition.RAW, other, ThreadLocalRandom.current().nextLong());
  }

  private void compareOthers() {
    Rendition a = first.getValue();
    Rendition b = second.getValue();
    if (!showing && a != null && b != null) {
      model.comparison().startBlind(a, b, ThreadLocalRandom.current().nextLong());
    }
  }

  /** Another track may have other rungs. */
  private void offer() {
    showing = true;
    first.getItems().setAll(model.renditions().all());
    second.getItems().setAll(model.renditions().all());
    showing = false;
  }

  private ChoiceBox<Rendition> choice(String id, String key) {
    ChoiceBox<Rendition> box = new ChoiceBox<>();
    box.setId(id);
    box.setAccessibleText(Messages.text(key));
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable Rendition rendition) {
            return rendition == null ? "" : model.renditions().word(rendition);
          }

          @Override
          public @Nullable Rendition fromString(String text) {
            return null; // nothing is typed
          }
        });
    return box;
  }

  private ChoiceButton side(Side side, String place) {
    String id = "blind-" + side.name().toLowerCase(java.util.Locale.ROOT);
    ChoiceButton button =
        new ChoiceButton(id, side.name(), sides, () -> model.comparison().hear(side));
    button.setUserData(side);
    button.setAccessibleText(Messages.text("preview.blind.hear", side.name()));
    button.getStyleClass().addAll(place, "preview-rendition");
    return button;
  }

  private void show(@Nullable BlindListening test) {
    Controls.show(this, test != null);
    Controls.show(score, test != null);
    score.textProperty().unbind();
    if (test != null) {
      showing = true;
      first.setValue(test.first());
      second.setValue(test.second());
      showing = false;
      score.textProperty().bind(test.scoreProperty());
      test.sideProperty().subscribe(this::select);
    }
  }

  private void select(Side side) {
    sides.getToggles().forEach(toggle -> toggle.setSelected(side == toggle.getUserData()));
  }
}
