package org.audioprocessor.desktop.preview;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import org.audioprocessor.desktop.controls.ChoiceButton;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Shortcut;
import org.audioprocessor.desktop.controls.Tips;
import org.audioprocessor.desktop.preview.sound.FoundTrack;
import org.audioprocessor.preview.Rendition;
import org.jspecify.annotations.Nullable;

/** One button per rendition; the pressed one is the requested one. */
final class RenditionBar extends HBox {
  private final ToggleGroup group = new ToggleGroup();

  RenditionBar(PreviewViewModel model) {
    setId("preview-renditions");
    setAlignment(Pos.CENTER_LEFT);
    int last = PreviewViewModel.RENDITIONS.size() - 1;
    for (int i = 0; i <= last; i++) {
      String place = i == 0 ? "left-pill" : i == last ? "right-pill" : "center-pill";
      getChildren().add(button(model, i, place));
    }
    model.renditionProperty().subscribe(chosen -> select(chosen, model.foundProperty().get()));
    model.foundProperty().subscribe(found -> select(model.renditionProperty().get(), found));
    model.foundProperty().subscribe(this::allow);
  }

  /** Returns the keys 1 to 5. */
  static List<Shortcut> shortcuts(PreviewViewModel model) {
    List<Shortcut> all = new ArrayList<>();
    for (int i = 0; i < PreviewViewModel.RENDITIONS.size(); i++) {
      int number = i;
      String name = PreviewViewModel.RENDITIONS.get(i).name();
      all.add(
          Shortcut.of(
              String.valueOf(i + 1), "preview.rendition." + name, () -> model.choose(number)));
    }
    return all;
  }

  private ChoiceButton button(PreviewViewModel model, int number, String place) {
    Rendition rendition = PreviewViewModel.RENDITIONS.get(number);
    String text = Messages.text("rendition." + rendition.name());
    ChoiceButton button =
        new ChoiceButton("listen-" + rendition.name(), text, group, () -> model.choose(number));
    button.setUserData(rendition);
    Tips.on(button, () -> Messages.text("preview.rendition." + rendition.name()));
    button.getStyleClass().addAll(place, "preview-rendition");
    return button;
  }

  /** Selects the original if the track was never published. */
  private void select(Rendition chosen, @Nullable FoundTrack found) {
    Rendition rendition = found == null || found.published() ? chosen : Rendition.RAW;
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
