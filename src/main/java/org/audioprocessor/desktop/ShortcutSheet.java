package org.audioprocessor.desktop;

import java.util.List;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.stage.Window;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Shortcut;

/** Every key that works at the moment. */
final class ShortcutSheet {
  /** Fits a small screen; the rest is scrolled to. */
  private static final double TALLEST = 560;

  private ShortcutSheet() {}

  static void show(Window owner, List<Shortcut> shortcuts) {
    Dialog<ButtonType> dialog = new Dialog<>();
    dialog.initOwner(owner);
    Theme.style(dialog.getDialogPane().getScene());
    dialog.setTitle(Messages.text("navigation.keys"));
    dialog.setHeaderText(Messages.text("navigation.keys"));
    dialog.setResizable(true);
    GridPane grid = new GridPane();
    grid.getStyleClass().add("shortcut-sheet");
    for (int i = 0; i < shortcuts.size(); i++) {
      Shortcut shortcut = shortcuts.get(i);
      Label keys = Controls.label(shortcut.keys().getDisplayText(), "key-cap");
      grid.addRow(i, keys, Controls.label(shortcut.text()));
    }
    ScrollPane scroll = new ScrollPane(grid);
    scroll.setFitToWidth(true);
    scroll.setMaxHeight(TALLEST);
    scroll.setPrefViewportHeight(TALLEST);
    scroll.setAccessibleText(Messages.text("navigation.keys"));
    dialog.getDialogPane().setMaxHeight(TALLEST + 160);
    dialog.getDialogPane().setId("shortcut-sheet");
    dialog.getDialogPane().setContent(scroll);
    dialog.getDialogPane().getButtonTypes().add(ButtonType.CLOSE);
    dialog.show();
  }
}
