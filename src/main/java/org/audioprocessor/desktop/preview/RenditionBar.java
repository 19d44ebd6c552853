package org.audioprocessor.desktop.preview;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import org.audioprocessor.desktop.controls.Controls.ChoiceButton;
import org.audioprocessor.desktop.controls.Controls.Tips;
import org.audioprocessor.desktop.controls.Screen.Shortcut;
import org.audioprocessor.desktop.preview.sound.FoundTrack;
import org.audioprocessor.preview.Rendition;
import org.jspecify.annotations.Nullable;

/** One button per rendition; the pressed one is the requested one. */
final class RenditionBar extends HBox {
  private final ToggleGroup group = new ToggleGroup();
  private final PreviewViewModel model;
  private TrackRenditions shown = TrackRenditions.USUAL;

  RenditionBar(PreviewViewModel model) {
    setId("preview-renditions");
    setAlignment(Pos.CENTER_LEFT);
    this.model = model;
    fill();
    model.renditionProperty().subscribe(chosen -> select(model.foundProperty().get()));
    model.foundProperty().subscribe(this::show);
  }

  /** Returns the keys of the track's renditions, 1 to at most 9. */
  static List<Shortcut> shortcuts(PreviewViewModel model) {
    boolean isBlind = model.comparison().blindProperty().get() != null; // then 1 to 3 are A, B, X
    TrackRenditions renditions = isBlind ? TrackRenditions.USUAL : model.renditions();
    List<Shortcut> all = new ArrayList<>();
    for (Rendition rendition : renditions.all()) {
      renditions
          .key(rendition)
          .ifPresent(key ->
              all.add(
                  new Shortcut(
                      KeyCombination.valueOf(String.valueOf(key)),
                      renditions.inFull(rendition),
                      () -> model.choose(key))));
    }
    return all;
  }

  /** The buttons stay while no track is there. */
  private void show(@Nullable FoundTrack found) {
    if (found != null && !model.renditions().equals(shown)) {
      fill();
    }
    select(found);
    allow(found);
  }

  private void fill() {
    shown = model.renditions();
    group.getToggles().clear();
    getChildren().clear();
    List<Rendition> all = shown.all();
    for (Rendition rendition : all) {
      boolean isLast = rendition.equals(all.getLast());
      String place =
          rendition.equals(all.getFirst()) ? "left-pill" : isLast ? "right-pill" : "center-pill";
      getChildren().add(button(rendition, place));
    }
  }

  private ChoiceButton button(Rendition rendition, String place) {
    TrackRenditions renditions = shown;
    ChoiceButton button =
        new ChoiceButton(
            "listen-" + rendition.name(),
            renditions.word(rendition),
            group,
            () -> model.choose(rendition));
    button.setUserData(rendition);
    Tips.on(button, () -> renditions.inFull(rendition));
    button.getStyleClass().addAll(place, "preview-rendition");
    return button;
  }

  /** Selects the original if the track was never published. */
  private void select(@Nullable FoundTrack found) {
    Rendition rendition =
        found == null ? shown.orBest(model.renditionProperty().get()) : model.heardOrFirst(found);
    group
        .getToggles()
        .forEach(toggle -> toggle.setSelected(rendition.equals(toggle.getUserData())));
  }

  /** Enables only the raw file if the track was never published. */
  private void allow(@Nullable FoundTrack found) {
    boolean published = found != null && found.published();
    getChildren().forEach(button -> button.setDisable(!published));
  }
}
