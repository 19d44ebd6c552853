package org.audioprocessor.desktop.shell;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.event.EventTarget;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Screen.Shortcut;
import org.jspecify.annotations.Nullable;

/**
 * Handles the keys of a window. A button accepts Space or Enter only after the Tab key moved the
 * focus to it. A click leaves no focus on a button, and the focus of a control that disappears
 * never moves to one. A held key runs its shortcut once, except for keys that step.
 */
public final class WindowKeys {
  private final Node rest;
  private final Supplier<List<Shortcut>> shortcuts;
  private final BooleanSupplier spaceAlwaysPlays;
  private final Set<KeyCode> held = EnumSet.noneOf(KeyCode.class);

  /**
   * @param rest receives the focus that a button must not keep
   * @param shortcuts the current shortcuts
   * @param spaceAlwaysPlays whether Space presses no button at all, not even after Tab
   */
  public WindowKeys(
      Node rest, Supplier<List<Shortcut>> shortcuts, BooleanSupplier spaceAlwaysPlays) {
    this.rest = rest;
    this.shortcuts = shortcuts;
    this.spaceAlwaysPlays = spaceAlwaysPlays;
  }

  /** Filters the events of the scene, since a key without a focus owner reaches no node. */
  public void attach(Scene scene) {
    scene.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    scene.addEventFilter(KeyEvent.KEY_RELEASED, event -> held.remove(event.getCode()));
    scene.focusOwnerProperty().subscribe(owner -> leave(scene, owner));
    // the release of a key that opened a dialog goes to the dialog
    ObservableValue<Boolean> focused =
        scene.windowProperty().flatMap(window -> window.focusedProperty());
    focused.subscribe(held::clear);
  }

  /** Applies the same rule to a dialog: its buttons accept Space only after Tab; Enter confirms. */
  static void inDialog(Scene scene) {
    scene.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.SPACE && isButtonWithoutTab(event.getTarget())) {
            event.consume();
          }
        });
  }

  private void leave(Scene scene, @Nullable Node owner) {
    if (owner instanceof ButtonBase && !(owner instanceof MenuButton)) {
      // JavaFX reports the cause of a focus change after the change
      Platform.runLater(() -> {
        if (owner.equals(scene.getFocusOwner()) && isButtonWithoutTab(owner)) {
          rest.requestFocus();
        }
      });
    }
  }

  private void pressed(KeyEvent event) {
    boolean repeats = !held.add(event.getCode());
    boolean taken = takes(event.getTarget(), event.getCode());
    for (Shortcut shortcut : shortcuts.get()) {
      if (shortcut.matches(event) && (!taken || shortcut.worksWhileTyping())) {
        if (!repeats || event.getCode().isArrowKey()) {
          shortcut.action().run();
        }
        event.consume();
        return;
      }
    }
    boolean presses = event.getCode() == KeyCode.SPACE || event.getCode() == KeyCode.ENTER;
    if (presses && !taken && event.getTarget() instanceof ButtonBase) {
      event.consume();
    }
  }

  /** Returns whether the focused control uses this key itself: for typing, pressing or moving. */
  private boolean takes(EventTarget focused, KeyCode key) {
    if (isTyping(focused, key)) {
      return true;
    }
    if (!(focused instanceof Node node) || !node.isFocusVisible()) {
      return false;
    }
    if (key == KeyCode.SPACE) {
      boolean presses = isChoice(node) || (node instanceof ButtonBase && !Controls.isVerdict(node));
      return presses && !spaceAlwaysPlays.getAsBoolean();
    }
    if (key == KeyCode.ENTER) {
      return node instanceof ButtonBase;
    }
    return key.isArrowKey() && (node instanceof ToggleButton || isChoice(node) || isRange(node));
  }

  private static boolean isTyping(EventTarget focused, KeyCode key) {
    return switch (focused) {
      case TextInputControl text -> text.isEditable();
      case ComboBoxBase<?> box -> box.isEditable();
      case Spinner<?> numbers -> numbers.isEditable() && key != KeyCode.SPACE;
      default -> false;
    };
  }

  private static boolean isButtonWithoutTab(EventTarget focused) {
    return focused instanceof ButtonBase button && !button.isFocusVisible();
  }

  private static boolean isChoice(Node node) {
    return node instanceof ChoiceBox<?> || node instanceof ComboBoxBase<?>;
  }

  private static boolean isRange(Node node) {
    return node instanceof Slider || node instanceof Spinner<?>;
  }

  /** Shows all current shortcuts in groups: the screen's, the player's, the window's. */
  public static final class ShortcutSheet {
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
}
