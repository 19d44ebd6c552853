package org.audioprocessor.desktop.shell;

import java.util.List;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Shortcut;

/** Shows all current shortcuts in groups: the screen's, the player's, the window's. */
public final class ShortcutSheet {
  /** Fits a small screen; the sheet scrolls. */
  private static final double TALLEST = 560;

  /** The width of the keys in all groups. */
  private static final double WIDEST_KEYS = 120;

  /** A group of shortcuts. */
  public record Group(String title, List<Shortcut> shortcuts) {}

  private ShortcutSheet() {}

  private static Label title(Group group) {
    return Controls.label(group.title(), "section-title");
  }

  private static GridPane grid(Group group) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("shortcut-group");
    ColumnConstraints keys = new ColumnConstraints();
    keys.setMinWidth(WIDEST_KEYS);
    grid.getColumnConstraints().add(keys);
    for (int i = 0; i < group.shortcuts().size(); i++) {
      Shortcut shortcut = group.shortcuts().get(i);
      Label cap = Controls.label(shortcut.keys().getDisplayText(), "key-cap");
      Label does = Controls.label(shortcut.text());
      cap.setMinWidth(Region.USE_PREF_SIZE);
      does.setMinWidth(Region.USE_PREF_SIZE);
      grid.addRow(i, cap, does);
    }
    return grid;
  }

  public static void show(Window owner, List<Group> groups) {
    Dialog<ButtonType> dialog = new Dialog<>();
    dialog.initOwner(owner);
    Theme.style(dialog.getDialogPane().getScene());
    WindowKeys.inDialog(dialog.getDialogPane().getScene());
    dialog.setTitle(Messages.text("navigation.keys"));
    dialog.setResizable(true);
    VBox content = new VBox();
    content.getStyleClass().add("shortcut-sheet");
    groups.stream()
        .filter(group -> !group.shortcuts().isEmpty())
        .forEach(group -> content.getChildren().addAll(title(group), grid(group)));
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setPrefViewportWidth(460);
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
