package org.audioprocessor.desktop.controls;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** Content that the window can show in one of its places. */
public interface Screen {
  /** Returns the root node, always the same one. */
  Node node();

  /** Returns the shortcuts that work while the screen is shown. */
  default List<Shortcut> shortcuts() {
    return List.of();
  }

  /**
   * Returns whether Space presses no button while the screen is shown, not even after the Tab key.
   */
  default boolean spaceAlwaysPlays() {
    return false;
  }

  /** Called when the screen becomes visible; takes its subscriptions. */
  default void shown() {}

  /** Called when the screen is no longer visible; drops its subscriptions. */
  default void hidden() {}

  /** Called before the connection is closed; the screen is not shown again. */
  default void closed() {}

  /**
   * An action with a key. Keys without Ctrl, Alt or Meta do not work while a text field has the
   * focus.
   *
   * @param text describes the action on the sheet of shortcuts
   */
  record Shortcut(KeyCombination keys, String text, Runnable action) {

    /**
     * Creates a shortcut with a text of the bundle.
     *
     * @param keys such as {@code Shortcut+R} or {@code N}
     */
    public static Shortcut of(String keys, String messageKey, Runnable action) {
      return new Shortcut(KeyCombination.valueOf(keys), Messages.text(messageKey), action);
    }

    /** Returns whether the keys include a modifier that typing does not use. */
    public boolean worksWhileTyping() {
      return keys.getControl() == KeyCombination.ModifierValue.DOWN
          || keys.getAlt() == KeyCombination.ModifierValue.DOWN
          || keys.getMeta() == KeyCombination.ModifierValue.DOWN
          || keys.getShortcut() == KeyCombination.ModifierValue.DOWN
          || keys.getName().matches("F\\d+");
    }

    public boolean matches(KeyEvent event) {
      return keys.match(event);
    }
  }
}
