package org.audioprocessor.desktop.preview;

import java.util.List;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import org.audioprocessor.desktop.controls.Controls.Tips;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Screen.Shortcut;
import org.audioprocessor.preview.BlindTest.Side;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The menu of the player: jumps, repetition, comparison and choice of the player, each with its
 * key.
 */
final class ListenMenu extends MenuButton {
  private final PreviewViewModel model;

  ListenMenu(PreviewViewModel model) {
    this.model = model;
    setId("preview-menu");
    setGraphic(new FontIcon(Feather.MORE_HORIZONTAL));
    setAccessibleText(Messages.text("preview.menu"));
    Tips.on(this, () -> Messages.text("preview.menu"));
    getStyleClass().addAll("button-icon", "no-arrow");
    List<Shortcut> keys = keys(model);
    for (int i = 0; i < keys.size(); i++) {
      if (i == JUMPS || i == JUMPS + LOOPS) {
        getItems().add(new SeparatorMenuItem());
      }
      getItems().add(item(keys.get(i)));
    }
    getItems().add(new SeparatorMenuItem());
    addPlayers();
  }

  private static final int JUMPS = 4;
  private static final int LOOPS = 3;

  /** Returns the shortcuts of the menu and the answers of a blind test. */
  static List<Shortcut> shortcuts(PreviewViewModel model) {
    List<Shortcut> all = new java.util.ArrayList<>(keys(model));
    all.add(Shortcut.of("Shift+A", "preview.blind.is-a", () -> model.comparison().answer(Side.A)));
    all.add(Shortcut.of("Shift+B", "preview.blind.is-b", () -> model.comparison().answer(Side.B)));
    return all;
  }

  private static List<Shortcut> keys(PreviewViewModel model) {
    JumpTargets targets = model.places();
    return List.of(
        Shortcut.of("L", "preview.loudest", targets::toLoudest),
        Shortcut.of("P", "preview.peak", targets::toHighestPeak),
        Shortcut.of("J", "preview.joint", targets::toNextJoint),
        Shortcut.of("Shift+J", "preview.joint-before", targets::toPreviousJoint),
        Shortcut.of("I", "preview.loop-from", targets::beginPassage),
        Shortcut.of("O", "preview.loop-to", targets::endPassage),
        Shortcut.of("U", "preview.loop-off", targets::repeatNothing),
        Shortcut.of(
            "E",
            "preview.levels",
            () ->
                model
                    .comparison()
                    .setLevelMatched(!model.comparison().levelMatchedProperty().get())),
        Shortcut.of("X", "preview.blind", () -> BlindBar.startOrEnd(model)));
  }

  /**
   * Creates an item without an accelerator, which would fire while a text field has the focus; the
   * text names the key.
   */
  private static MenuItem item(Shortcut shortcut) {
    MenuItem item = new MenuItem(shortcut.text() + "  (" + shortcut.keys().getDisplayText() + ")");
    item.setOnAction(event -> shortcut.action().run());
    return item;
  }

  private void addPlayers() {
    ToggleGroup group = new ToggleGroup();
    for (boolean byClient : new boolean[] {false, true}) {
      RadioMenuItem item =
          new RadioMenuItem(Messages.text(byClient ? "preview.client" : "preview.decoded"));
      item.setId(byClient ? "preview-client" : "preview-decoded");
      item.setToggleGroup(group);
      item.setSelected(byClient == model.isByClient());
      item.setOnAction(event -> model.setByClient(byClient));
      getItems().add(item);
    }
  }
}
